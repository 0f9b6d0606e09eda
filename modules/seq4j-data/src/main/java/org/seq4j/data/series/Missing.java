package org.seq4j.data.series;

/** What becomes of a missing value: NaN, {@code ?}, an empty field of a table, or null in JSON. */
public enum Missing {
    /** It is a fault, with file and line. */
    ERROR,
    /** It is 0. */
    ZERO,
    /**
     * It lies on the line between the nearest values of its channel before and after; before the first and after the last
     * it is that value. A channel of which a series has no value at all is a fault.
     */
    INTERPOLATE
}
