package org.seq4j.experiments.config;

/**
 * What is reported during training.
 *
 * @param every how often a line of training figures is written
 * @param samples texts sampled at each validation
 */
public record LoggingConfig(
        @Key(description = "How often the training figures are written to metrics.jsonl.", defaultValue = "50u")
        Duration every,

        @Key(
                description = "Texts that are sampled and shown at each validation.",
                defaultValue = "0",
                min = 0,
                max = 1000)
        int samples) {}
