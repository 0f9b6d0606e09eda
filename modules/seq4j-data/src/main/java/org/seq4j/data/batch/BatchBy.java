package org.seq4j.data.batch;

/** What the size of a batch of lines counts. */
public enum BatchBy {
    /** Lines: every batch but the last has exactly {@code size} lines. */
    SENTENCES,
    /** Padded tokens: lines times the longest line's targets is at most {@code size}. */
    TOKENS
}
