package org.seq4j.experiments.evaluation.series;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.metric.ClassReport;
import org.seq4j.experiments.evaluation.metric.ConfusionCounts;
import org.seq4j.experiments.evaluation.metric.FrameNll;

/** Scores of predicted classes. */
public final class ClassScores {
    private static final double LEAST = 1e-37; // the smallest normal float, roughly

    private ClassScores() {}

    /**
     * The scores of predictions.
     *
     * @param metrics what is asked for
     * @param labels the L classes
     * @param gold the right ones of each example: one, or any number
     * @param probabilities of each example, [L]
     * @param multiLabel whether there is any number of classes; those from probability 0.5 on are predicted
     */
    public static Map<Metric, Double> of(
            Set<Metric> metrics, LabelSet labels, List<int[]> gold, List<float[]> probabilities, boolean multiLabel) {
        Map<Metric, Double> scores = new EnumMap<>(Metric.class);
        ClassReport report = multiLabel
                ? ClassReport.ofMultiLabel(labels.names(), sets(gold, labels.size()), predicted(probabilities))
                : counts(labels, gold, probabilities).report();
        for (Metric metric : metrics) {
            scores.put(
                    metric,
                    switch (metric) {
                        case NATS -> nats(gold, probabilities, multiLabel);
                        case ACCURACY ->
                            multiLabel
                                    ? exact(sets(gold, labels.size()), predicted(probabilities))
                                    : counts(labels, gold, probabilities).accuracy();
                        case MACRO_F1 -> report.macroF1();
                        case MICRO_F1 -> report.microF1();
                        default -> throw new IllegalArgumentException(metric.key() + " is not for classes.");
                    });
        }
        return scores;
    }

    private static ConfusionCounts counts(LabelSet labels, List<int[]> gold, List<float[]> probabilities) {
        return ConfusionCounts.of(
                labels.names(),
                gold.stream().mapToInt(ids -> ids[0]).toArray(),
                probabilities.stream().mapToInt(ClassScores::best).toArray());
    }

    /** The most probable class. */
    public static int best(float[] probabilities) {
        int best = 0;
        for (int l = 1; l < probabilities.length; l++) {
            best = probabilities[l] > probabilities[best] ? l : best;
        }
        return best;
    }

    private static boolean[][] predicted(List<float[]> probabilities) {
        boolean[][] sets = new boolean[probabilities.size()][];
        for (int i = 0; i < sets.length; i++) {
            float[] one = probabilities.get(i);
            sets[i] = new boolean[one.length];
            for (int l = 0; l < one.length; l++) {
                sets[i][l] = one[l] >= 0.5f;
            }
        }
        return sets;
    }

    private static boolean[][] sets(List<int[]> gold, int labels) {
        boolean[][] sets = new boolean[gold.size()][labels];
        for (int i = 0; i < sets.length; i++) {
            for (int id : gold.get(i)) {
                sets[i][id] = true;
            }
        }
        return sets;
    }

    private static double exact(boolean[][] gold, boolean[][] predicted) {
        long right = 0;
        for (int i = 0; i < gold.length; i++) {
            right += Arrays.equals(gold[i], predicted[i]) ? 1 : 0;
        }
        return (double) right / gold.length;
    }

    private static double nats(List<int[]> gold, List<float[]> probabilities, boolean multiLabel) {
        double sum = 0;
        for (int i = 0; i < gold.size(); i++) {
            float[] one = probabilities.get(i);
            if (multiLabel) {
                float[] bits = new float[one.length];
                for (int id : gold.get(i)) {
                    bits[id] = 1;
                }
                sum += FrameNll.ofProbabilities(one, bits) / one.length;
            } else {
                sum -= Math.log(Math.max(LEAST, one[gold.get(i)[0]]));
            }
        }
        return sum / gold.size();
    }
}
