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
    TOKEN_ACCURACY(EarlyStoppingConfig.Mode.MAX),
    /** BLEU of the outputs (Papineni et al. 2002), in percent. */
    BLEU(EarlyStoppingConfig.Mode.MAX, true),
    /** chrF of the outputs (Popović 2015), in percent. */
    CHRF(EarlyStoppingConfig.Mode.MAX, true),
    /** chrF++ of the outputs (Popović 2017), in percent. */
    CHRF_PP(EarlyStoppingConfig.Mode.MAX, true),
    /** Word error rate: edits per word of the reference, in percent. */
    WER(EarlyStoppingConfig.Mode.MIN, true),
    /** Character error rate: edits per character of the reference, in percent. */
    CER(EarlyStoppingConfig.Mode.MIN, true),
    /** Phoneme error rate: edits per phoneme of the reference, phonemes separated by white space, in percent. */
    PER(EarlyStoppingConfig.Mode.MIN, true),
    /** Outputs that are not exactly a reference, in percent. */
    SEQUENCE_ERROR_RATE(EarlyStoppingConfig.Mode.MIN, true),
    /** Fraction of outputs that are exactly a reference. */
    SEQUENCE_ACCURACY(EarlyStoppingConfig.Mode.MAX, true);

    private final EarlyStoppingConfig.Mode mode;
    private final boolean decoding;

    Metric(EarlyStoppingConfig.Mode mode) {
        this(mode, false);
    }

    Metric(EarlyStoppingConfig.Mode mode, boolean decoding) {
        this.mode = mode;
        this.decoding = decoding;
    }

    /** Whether it compares outputs, which must be searched for, with references; else it needs probabilities only. */
    public boolean isDecoding() {
        return decoding;
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
