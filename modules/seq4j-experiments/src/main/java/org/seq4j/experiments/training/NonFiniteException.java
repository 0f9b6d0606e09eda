package org.seq4j.experiments.training;

import org.seq4j.experiments.UserError;

/**
 * A loss, gradient, parameter or metric that is infinite or not a number. An update whose loss or gradient is not
 * finite is not applied.
 */
public final class NonFiniteException extends UserError {
    private static final long serialVersionUID = 1L;

    private final long update;

    /**
     * @param update number of the update, counted from 1
     * @param what what is not finite
     * @param value its value
     */
    NonFiniteException(long update, String what, double value) {
        super("At update " + update + " " + what + " is " + (Double.isNaN(value) ? "not a number" : "infinite") + ".");
        this.update = update;
    }

    private NonFiniteException(NonFiniteException cause, String advice) {
        super(cause.getMessage() + " " + advice, cause);
        this.update = cause.update;
    }

    /** The same with a sentence on what to try. */
    NonFiniteException advising(String advice) {
        return new NonFiniteException(this, advice);
    }

    /** Number of the update, counted from 1. */
    public long update() {
        return update;
    }
}
