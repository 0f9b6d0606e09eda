package org.seq4j.experiments.training;

import org.seq4j.experiments.config.Duration;

/** Something that is due every so many epochs, updates or seconds. */
final class Trigger {
    private final Duration every;
    private double lastSeconds;

    /**
     * @param every how often
     * @param seconds the time now
     */
    Trigger(Duration every, double seconds) {
        this.every = every;
        this.lastSeconds = seconds;
    }

    /**
     * Whether it is due after an update.
     *
     * @param update updates done
     * @param epoch finished epochs
     * @param endOfEpoch whether the update was the last of an epoch
     * @param seconds the time now
     */
    boolean due(long update, long epoch, boolean endOfEpoch, double seconds) {
        boolean due = switch (every.unit()) {
            case UPDATES -> update % every.amount() == 0;
            case EPOCHS -> endOfEpoch && epoch % every.amount() == 0;
            case SECONDS -> seconds - lastSeconds >= every.amount();
        };
        if (due) {
            lastSeconds = seconds;
        }
        return due;
    }
}
