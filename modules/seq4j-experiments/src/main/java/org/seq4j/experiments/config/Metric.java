package org.seq4j.experiments.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    BLEU(EarlyStoppingConfig.Mode.MAX, Kind.TEXT),
    /** chrF of the outputs (Popović 2015), in percent. */
    CHRF(EarlyStoppingConfig.Mode.MAX, Kind.TEXT),
    /** chrF++ of the outputs (Popović 2017), in percent. */
    CHRF_PP(EarlyStoppingConfig.Mode.MAX, Kind.TEXT),
    /** Word error rate: edits per word of the reference, in percent. */
    WER(EarlyStoppingConfig.Mode.MIN, Kind.TEXT),
    /** Character error rate: edits per character of the reference, in percent. */
    CER(EarlyStoppingConfig.Mode.MIN, Kind.TEXT),
    /** Phoneme error rate: edits per phoneme of the reference, phonemes separated by white space, in percent. */
    PER(EarlyStoppingConfig.Mode.MIN, Kind.TEXT),
    /** Outputs that are not exactly a reference, in percent. */
    SEQUENCE_ERROR_RATE(EarlyStoppingConfig.Mode.MIN, Kind.SEQUENCES),
    /** Fraction of outputs that are exactly a reference. */
    SEQUENCE_ACCURACY(EarlyStoppingConfig.Mode.MAX, Kind.SEQUENCES),
    /** Outputs that solve the task's form: a simple closed polygon, a closed tour, triples without repetition, a permutation. In percent. */
    VALID_RATE(EarlyStoppingConfig.Mode.MAX, Kind.POSITIONS),
    /** Outputs that are the reference's polygon, wherever it begins and whichever way it goes, in percent. */
    POLYGON_ACCURACY(EarlyStoppingConfig.Mode.MAX, Kind.POSITIONS),
    /** Area of the outputs by that of the references, the mean over the outputs that are simple polygons, in percent. */
    AREA_COVERAGE(EarlyStoppingConfig.Mode.MAX, Kind.POSITIONS),
    /** Outputs with the reference's triangles and no other, in any order, in percent. */
    TRIANGULATION_ACCURACY(EarlyStoppingConfig.Mode.MAX, Kind.POSITIONS),
    /** Triangles of the references that the outputs have, in percent. */
    TRIANGLE_COVERAGE(EarlyStoppingConfig.Mode.MAX, Kind.POSITIONS),
    /** Mean length of the tours, the way home included, over the outputs that are tours. */
    TOUR_LENGTH(EarlyStoppingConfig.Mode.MIN, Kind.POSITIONS),
    /** The same by the mean length of the references. */
    TOUR_RATIO(EarlyStoppingConfig.Mode.MIN, Kind.POSITIONS),
    /** The loss of labels: mean negative log-likelihood, natural logarithm; of several outputs the sum. */
    NATS(EarlyStoppingConfig.Mode.MIN, Kind.LABELS),
    /** Fraction of examples whose class, or whose whole set of classes, is right. */
    ACCURACY(EarlyStoppingConfig.Mode.MAX, Kind.LABELS),
    /** Mean F1 of the classes or tags, each with the same weight. */
    MACRO_F1(EarlyStoppingConfig.Mode.MAX, Kind.LABELS),
    /** F1 of all decisions for classes or tags together. */
    MICRO_F1(EarlyStoppingConfig.Mode.MAX, Kind.LABELS),
    /** F1 of whole chunks in BIO tags (Tjong Kim Sang and Buchholz 2000). */
    SPAN_F1(EarlyStoppingConfig.Mode.MAX, Kind.LABELS),
    /** Fraction of sequences whose class is right beside their tags. */
    INTENT_ACCURACY(EarlyStoppingConfig.Mode.MAX, Kind.LABELS),
    /** Mean squared error. */
    MSE(EarlyStoppingConfig.Mode.MIN, Kind.NUMBERS),
    /** Mean absolute error. */
    MAE(EarlyStoppingConfig.Mode.MIN, Kind.NUMBERS),
    /** Root of the mean squared error. */
    RMSE(EarlyStoppingConfig.Mode.MIN, Kind.NUMBERS),
    /** Mean negative log-likelihood of a step's bits together, natural logarithm. */
    FRAME_NLL(EarlyStoppingConfig.Mode.MIN, Kind.NUMBERS),
    /** The same without the first step of each series (Bai, Kolter and Koltun 2018). */
    FRAME_NLL_FROM_SECOND(EarlyStoppingConfig.Mode.MIN, Kind.NUMBERS);

    private static final Set<Metric> PERCENTAGES = EnumSet.of(
            BLEU,
            CHRF,
            CHRF_PP,
            WER,
            CER,
            PER,
            SEQUENCE_ERROR_RATE,
            VALID_RATE,
            POLYGON_ACCURACY,
            AREA_COVERAGE,
            TRIANGULATION_ACCURACY,
            TRIANGLE_COVERAGE);

    private final EarlyStoppingConfig.Mode mode;
    private final Kind kind;

    /** What a metric looks at. */
    enum Kind {
        /** The model's probabilities. */
        PROBABILITIES,
        /** Outputs that are text. */
        TEXT,
        /** Outputs of any kind. */
        SEQUENCES,
        /** Outputs that are positions. */
        POSITIONS,
        /** Outputs that are labels. */
        LABELS,
        /** Outputs that are numbers. */
        NUMBERS
    }

    Metric(EarlyStoppingConfig.Mode mode) {
        this(mode, Kind.PROBABILITIES);
    }

    Metric(EarlyStoppingConfig.Mode mode, Kind kind) {
        this.mode = mode;
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it compares outputs, which must be searched for, with references; else it needs probabilities only. */
    public boolean isDecoding() {
        return kind != Kind.PROBABILITIES;
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

    /** The metric of this name; null: there is none. */
    public static @Nullable Metric of(String key) {
        for (Metric metric : values()) {
            if (metric.key().equals(key)) {
                return metric;
            }
        }
        return null;
    }

    /** A value as people read it: percentages with two decimals, others with four, or with an exponent where these would tell little. */
    public String format(double value) {
        if (PERCENTAGES.contains(this)) {
            return String.format(Locale.ROOT, "%.2f", value);
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size != 0 && (size < 1e-3 || size >= 1e6) ? "%.3e" : "%.4f", value);
    }
}
