package org.seq4j.experiments.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.evaluation.label.ClassScores;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the labels of one sequence look like.
 *
 * @param labels the L labels
 * @param multiLabel whether a sequence has any number of them
 * @param separator what stands between several
 * @param json whether a prediction is a JSON object
 * @param scores whether the probability stands before a label
 */
record LabelFormat(LabelSet labels, boolean multiLabel, String separator, boolean json, boolean scores) {
    private static final double STEPS = 1e6; // six decimals of a probability
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * The line of a prediction.
     *
     * @param source what it is made from
     * @param probabilities of the labels, [L]
     */
    String line(String source, float[] probabilities) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("source", source);
            object.put(multiLabel ? "labels" : "label", multiLabel ? several(probabilities) : best(probabilities));
            object.put("probabilities", named(labels, probabilities));
            return MAPPER.writeValueAsString(object);
        }
        if (multiLabel) {
            return String.join(separator, several(probabilities));
        }
        float probability = probabilities[ClassScores.best(probabilities)];
        return scores ? String.format(Locale.ROOT, "%.4f\t%s", probability, best(probabilities)) : best(probabilities);
    }

    private String best(float[] probabilities) {
        return labels.name(ClassScores.best(probabilities));
    }

    private List<String> several(float[] probabilities) {
        return labels.names(ClassScores.likely(probabilities));
    }

    /** Probabilities by label. */
    static Map<String, Double> named(LabelSet labels, float[] probabilities) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int l = 0; l < probabilities.length; l++) {
            named.put(labels.name(l), rounded(probabilities[l]));
        }
        return named;
    }

    static double rounded(float probability) {
        return Math.rint(probability * STEPS) / STEPS;
    }
}
