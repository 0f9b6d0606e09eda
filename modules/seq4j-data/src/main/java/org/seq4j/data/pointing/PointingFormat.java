package org.seq4j.data.pointing;

/** The layouts that {@link PointingReader} knows. All files are UTF-8; positions count from 1. */
public enum PointingFormat {
    /**
     * An example a line, {@code x1 y1 .. xn yn output i1 i2 ..}, separated by blanks: the layout of the data that
     * Vinyals, Fortunato and Jaitly published.
     */
    POINTS,
    /**
     * Comma-separated columns as RFC 4180 has them, of which one holds the elements, separated by semicolons, with
     * blanks between the numbers of an element ({@code 0.1 0.2;0.3 0.4}), and one the target's positions, separated by
     * blanks.
     */
    CSV,
    /**
     * A JSON object a line; one field holds an array of elements, each an array of numbers or with F = 1 a number, and
     * one the array of the target's positions.
     */
    JSONL
}
