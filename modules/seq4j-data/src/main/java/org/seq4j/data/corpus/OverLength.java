package org.seq4j.data.corpus;

/** What happens to a line of more than the greatest length. Both are counted in the {@link LineReport}. */
public enum OverLength {
    /** The line is left out. */
    DROP,
    /** The line keeps its first tokens. */
    TRUNCATE
}
