package org.seq4j.experiments.config;

import java.util.List;

/**
 * What is measured.
 *
 * @param metrics the metrics reported
 */
public record EvaluationConfig(
        @Key(
                description = "Metrics of the development and test sets.",
                defaultValue = "[nats_per_token, perplexity, bits_per_character, token_accuracy]",
                min = 1)
        List<Metric> metrics) {

    /** Keeps a copy of the list. */
    public EvaluationConfig {
        metrics = List.copyOf(metrics);
    }
}
