package org.seq4j.data.batch;

/** What the size of a batch counts. */
public enum BatchBy {
    /** Lines or pairs: every batch but the last (of a shuffle buffer) has exactly {@code size}. */
    SENTENCES,
    /** Padded tokens: lines times the longest line's targets, or pairs times their longest side, is at most {@code size}. */
    TOKENS
}
