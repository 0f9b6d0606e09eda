package org.seq4j.models.recurrent;

/** The direction in which a recurrent layer reads, always within each example's own length (Schuster and Paliwal 1997). */
public enum Direction {
    /** First to last real step. */
    FORWARD,
    /** Last to first real step. */
    BACKWARD,
    /** Both, outputs one above the other: the output size is 2H, forward first. */
    BIDIRECTIONAL_CONCAT,
    /** Both, outputs added: the output size is H. */
    BIDIRECTIONAL_SUM;

    /** Number D of passes. */
    public int passes() {
        return this == FORWARD || this == BACKWARD ? 1 : 2;
    }

    /** Number of values that come out of a step with hidden size H. */
    public int outputSize(int hiddenSize) {
        return this == BIDIRECTIONAL_CONCAT ? 2 * hiddenSize : hiddenSize;
    }

    /** Whether the pass of this number, counted from 0, reads backwards. */
    boolean isReverse(int pass) {
        return this == BACKWARD || pass == 1;
    }
}
