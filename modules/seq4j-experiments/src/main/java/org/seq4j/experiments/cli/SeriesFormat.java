package org.seq4j.experiments.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.evaluation.label.ClassScores;
import org.seq4j.experiments.evaluation.series.SeriesCodec;
import tools.jackson.databind.json.JsonMapper;

/** What the prediction for one series, or for the steps of it so far, looks like. */
final class SeriesFormat {
    private static final double STEPS = 1e6; // six decimals of a probability

    private final JsonMapper mapper = new JsonMapper();
    private final SeriesCodec codec;
    private final boolean multiLabel;
    private final boolean json;
    private final boolean scores;

    /**
     * @param codec what is predicted
     * @param multiLabel whether a series has any number of labels
     * @param json whether a prediction is a JSON object
     * @param scores whether the probability stands before a label
     */
    SeriesFormat(SeriesCodec codec, boolean multiLabel, boolean json, boolean scores) {
        this.codec = codec;
        this.multiLabel = multiLabel;
        this.json = json;
        this.scores = scores;
    }

    /**
     * The line of a prediction.
     *
     * @param source where the series stands
     * @param prediction probabilities of the labels, or numbers step after step
     */
    String line(String source, float[] prediction) {
        LabelSet labels = codec.labels();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("source", source);
            if (labels == null) {
                object.put("prediction", rows(prediction));
            } else {
                object.put(
                        multiLabel ? "labels" : "label",
                        multiLabel ? several(labels, prediction) : best(labels, prediction));
                object.put("probabilities", probabilities(labels, prediction));
            }
            return mapper.writeValueAsString(object);
        }
        if (labels == null) {
            return text(prediction);
        }
        if (multiLabel) {
            return String.join(";", several(labels, prediction));
        }
        String label = best(labels, prediction);
        float probability = prediction[ClassScores.best(prediction)];
        return scores ? String.format(Locale.ROOT, "%.4f\t%s", probability, label) : label;
    }

    private static String best(LabelSet labels, float[] probabilities) {
        return labels.name(ClassScores.best(probabilities));
    }

    private static List<String> several(LabelSet labels, float[] probabilities) {
        return labels.names(ClassScores.likely(probabilities));
    }

    private static Map<String, Double> probabilities(LabelSet labels, float[] probabilities) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int l = 0; l < probabilities.length; l++) {
            named.put(labels.name(l), Math.rint(probabilities[l] * STEPS) / STEPS);
        }
        return named;
    }

    /** The numbers of a step between blanks, steps between semicolons. */
    private String text(float[] prediction) {
        int size = codec.outputsOfStep();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < prediction.length; i++) {
            text.append(i == 0 ? "" : i % size == 0 ? ";" : " ").append(prediction[i]);
        }
        return text.toString();
    }

    /** An array of numbers, or of such arrays where there can be several steps. */
    private Object rows(float[] prediction) {
        if (codec.kind() == SeriesCodec.Kind.TARGET) {
            return prediction;
        }
        int size = codec.outputsOfStep();
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < prediction.length; from += size) {
            rows.add(Arrays.copyOfRange(prediction, from, from + size));
        }
        return rows;
    }
}
