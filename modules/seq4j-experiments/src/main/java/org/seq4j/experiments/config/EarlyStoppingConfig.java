package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;

/**
 * Ends training when a metric of the development set stops improving.
 *
 * @param metric which metric; null: the loss of the model
 * @param mode whether it is to fall or to rise; null: the metric's own direction
 * @param patience validations without improvement before training ends
 */
public record EarlyStoppingConfig(
        @Key(
                description =
                        "Metric of the development set; it also decides which checkpoint is the best. Absent: the loss, which is nats_per_token, of a classifier or tagger nats, of a regressor mse, mae or frame_nll.")
        @Nullable
        Metric metric,

        @Key(
                description =
                        "min or max, for the reader of the file; it must agree with the metric. Absent: the metric's direction.")
        @Nullable
        Mode mode,

        @Key(description = "Validations without improvement that are waited for.", defaultValue = "5", min = 1)
        int patience) {

    /** Whether a metric is to fall or to rise. */
    public enum Mode {
        /** Smaller is better. */
        MIN,
        /** Larger is better. */
        MAX
    }
}
