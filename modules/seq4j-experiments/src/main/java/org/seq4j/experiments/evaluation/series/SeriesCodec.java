package org.seq4j.experiments.evaluation.series;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.LabelSet;
import org.seq4j.data.series.Normalization;

/**
 * What stands between series as they are in files and a model: how values become its inputs, and its outputs predictions.
 *
 * @param kind what is predicted
 * @param values how values are normalised
 * @param targets how the numbers to predict are normalised, with {@link Kind#TARGET} and {@link Kind#TARGETS}
 * @param labels the classes, with {@link Kind#CLASSES}
 * @param history steps that a forecast reads, else 0
 * @param horizon steps that a forecast has, else 1
 * @param bits whether predictions are probabilities of bits
 */
public record SeriesCodec(
        Kind kind,
        Normalization values,
        @Nullable Normalization targets,
        @Nullable LabelSet labels,
        int history,
        int horizon,
        boolean bits) {
    private static final String VALUES = "values.txt";
    private static final String TARGETS = "targets.txt";
    private static final String LABELS = "labels.txt";

    /** What is predicted. */
    public enum Kind {
        /** Classes of a series. */
        CLASSES,
        /** Numbers of a series. */
        TARGET,
        /** Numbers at each step. */
        TARGETS,
        /** The values of each step, from those before it. */
        NEXT_STEP,
        /** The values of the steps after a window, all at once. */
        DIRECT,
        /** The same, one after the other. */
        AUTOREGRESSIVE;

        /** Whether the model predicts the values of a step from those before it. */
        public boolean readsStepBefore() {
            return this == NEXT_STEP || this == AUTOREGRESSIVE;
        }
    }

    /** How predicted numbers were normalised: as targets, or as values. */
    public Normalization predicted() {
        return targets == null ? values : targets;
    }

    /** F. */
    public int features() {
        return values.features();
    }

    /** K: classes, or numbers that the model puts out at a step or for a series. */
    public int outputs() {
        if (labels != null) {
            return labels.size();
        }
        return kind == Kind.DIRECT ? horizon * features() : predicted().features();
    }

    /** K of one step of the prediction. */
    public int outputsOfStep() {
        return kind == Kind.DIRECT ? features() : outputs();
    }

    /** What a checkpoint holds of it, by file name; {@link #restored} reads it back. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(VALUES, values.toText());
        if (targets != null) {
            texts.put(TARGETS, targets.toText());
        }
        if (labels != null) {
            texts.put(LABELS, labels.toText());
        }
        return texts;
    }

    /** The codec of a checkpoint. */
    public static SeriesCodec restored(Kind kind, Map<String, String> texts, int history, int horizon, boolean bits) {
        String targets = texts.get(TARGETS);
        String labels = texts.get(LABELS);
        return new SeriesCodec(
                kind,
                Normalization.fromText(Objects.requireNonNull(texts.get(VALUES)), VALUES),
                targets == null ? null : Normalization.fromText(targets, TARGETS),
                labels == null ? null : LabelSet.fromText(labels, LABELS),
                history,
                horizon,
                bits);
    }

    /** Whether a checkpoint holds one. */
    public static boolean isIn(Map<String, String> texts) {
        return texts.containsKey(VALUES);
    }
}
