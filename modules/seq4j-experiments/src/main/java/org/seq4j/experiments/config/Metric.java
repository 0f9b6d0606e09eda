package org.seq4j.experiments.config;

import java.util.Locale;

/** A metric; its key in files and reports is the name in lower case. */
public enum Metric {
    /** Mean negative log-likelihood of a target token, natural logarithm. */
    NATS_PER_TOKEN(EarlyStoppingConfig.Mode.MIN),
    /** exp of the above. */
    PERPLEXITY(EarlyStoppingConfig.Mode.MIN),
    /** Negative log-likelihood of the whole text, binary logarithm, divided by its characters. */
    BITS_PER_CHARACTER(EarlyStoppingConfig.Mode.MIN),
    /** Fraction of target tokens that are the most probable ones. */
    TOKEN_ACCURACY(EarlyStoppingConfig.Mode.MAX);

    private final EarlyStoppingConfig.Mode mode;

    Metric(EarlyStoppingConfig.Mode mode) {
        this.mode = mode;
    }

    /** Whether the metric is to fall or to rise. */
    public EarlyStoppingConfig.Mode mode() {
        return mode;
    }

    /** Whether {@code candidate} is a better value than {@code best}; NaN never is. */
    public boolean isBetter(double candidate, double best) {
        return mode == EarlyStoppingConfig.Mode.MIN ? candidate < best : candidate > best;
    }

    /** The name in configuration files, {@code metrics.jsonl} and {@code evaluate --json}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
