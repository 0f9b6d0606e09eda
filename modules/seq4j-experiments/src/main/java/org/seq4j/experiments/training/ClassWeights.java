package org.seq4j.experiments.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ClassWeightsConfig;

/** What a section {@code model.class_weights} means for the classes of training data. */
final class ClassWeights {
    private ClassWeights() {}

    /**
     * The weights of the classes, [L]; null where all are 1.
     *
     * @param examples of each training example its labels
     * @param multiLabel whether an example has any number of them
     * @throws UserError if a weight is for a label that there is not
     */
    static double @Nullable [] of(
            ClassWeightsConfig config, LabelSet labels, List<List<String>> examples, boolean multiLabel) {
        return switch (config.type()) {
            case NONE -> null;
            case BALANCED -> balanced(labels, examples, multiLabel);
            case LIST -> listed(config.byLabel(), labels);
        };
    }

    private static double[] balanced(LabelSet labels, List<List<String>> examples, boolean multiLabel) {
        long[] counts = new long[labels.size()];
        for (List<String> example : examples) {
            for (int l = 0; l < counts.length; l++) {
                counts[l] += example.contains(labels.name(l)) ? 1 : 0;
            }
        }
        double all = examples.size();
        return Arrays.stream(counts)
                .mapToDouble(count -> multiLabel
                        ? Math.max(1, all - count) / Math.max(1, count)
                        : all / ((double) counts.length * count))
                .toArray();
    }

    private static double[] listed(Map<String, Double> byLabel, LabelSet labels) {
        for (String label : byLabel.keySet()) {
            if (!labels.contains(label)) {
                throw new UserError("model.class_weights.values has a weight for " + label
                        + ", which is none of the training data's labels ("
                        + String.join(", ", labels.names()) + "); correct it.");
            }
        }
        return labels.names().stream()
                .mapToDouble(label -> byLabel.getOrDefault(label, 1.0))
                .toArray();
    }
}
