package org.seq4j.experiments.training.schedule;

import java.util.Map;

/** The learning rate of every update. */
public interface Schedule {
    /**
     * @param moment the update it is for
     * @return the learning rate, zero or more
     */
    double learningRate(Moment moment);

    /**
     * Told the value of the watched metric after each validation. Only the plateau schedule listens.
     *
     * @param metric the value
     */
    default void validated(double metric) {}

    /** What the schedule remembers beyond the numbers it is given: empty for all but the plateau schedule. */
    default Map<String, Double> state() {
        return Map.of();
    }

    /**
     * Takes a state that {@link #state()} returned.
     *
     * @param state the state
     */
    default void restore(Map<String, Double> state) {}
}
