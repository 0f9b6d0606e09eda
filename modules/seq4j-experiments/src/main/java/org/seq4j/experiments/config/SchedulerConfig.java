package org.seq4j.experiments.config;

/**
 * Learning rate over time; lr is the optimizer's {@code learning_rate}.
 *
 * @param type shape of the curve
 * @param warmup updates of linear warm-up
 * @param gamma factor of the exponential decay
 * @param factor factor of a reduction at a plateau
 * @param patience validations without improvement before a reduction
 * @param minLearningRate floor
 */
public record SchedulerConfig(
        @Key(
                description =
                        "constant: lr; exponential: lr * gamma^epoch; plateau: lr * factor each time the metric of early_stopping (without it, the loss) has not improved on the development set for patience validations; cosine: half a cosine from lr to min_learning_rate over max_duration; noam: lr * sqrt(warmup / update) (Vaswani et al. 2017, scaled to reach lr at its peak).",
                defaultValue = "constant")
        Type type,

        @Key(
                description =
                        "Updates over which the learning rate first rises linearly to its value; noam needs at least 1.",
                defaultValue = "0",
                min = 0)
        int warmup,

        @Key(
                description = "Factor of each epoch.",
                defaultValue = "0.97",
                min = 0,
                max = 1,
                aboveMin = true,
                onlyIf = "type=exponential")
        double gamma,

        @Key(
                description = "Factor of each reduction.",
                defaultValue = "0.5",
                min = 0,
                max = 1,
                aboveMin = true,
                belowMax = true,
                onlyIf = "type=plateau")
        double factor,

        @Key(
                description = "Validations without improvement that are waited for before a reduction.",
                defaultValue = "3",
                min = 0,
                onlyIf = "type=plateau")
        int patience,

        @Key(
                description = "The learning rate never falls below this.",
                defaultValue = "0.0",
                min = 0,
                onlyIf = "type=exponential|plateau|cosine")
        double minLearningRate) {

    /** A shape of the learning-rate curve. */
    public enum Type {
        /** Always the same. */
        CONSTANT,
        /** Falls by a factor each epoch. */
        EXPONENTIAL,
        /** Falls by a factor when the development loss stagnates. */
        PLATEAU,
        /** Half a cosine over the whole training. */
        COSINE,
        /** Inverse square root of the update. */
        NOAM
    }
}
