package org.seq4j.experiments.evaluation.label;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.seq4j.data.label.LabelSet;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.LabelReport;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.metric.ClassReport;
import org.seq4j.experiments.evaluation.metric.ConfusionCounts;
import org.seq4j.experiments.evaluation.metric.FrameNll;

/** Scores of predicted classes. */
public final class ClassScores {
    /** From this probability on a class is predicted where an example has any number of them. */
    private static final float THRESHOLD = 0.5f;

    private static final double LEAST = 1e-37; // the smallest normal float, roughly

    private ClassScores() {}

    /**
     * All metrics of classes, and the report.
     *
     * @param labels the L classes
     * @param gold the right ones of each example: one, or any number
     * @param probabilities of each example, [L]
     * @param multiLabel whether there is any number of classes
     */
    public static Scores of(LabelSet labels, List<int[]> gold, List<float[]> probabilities, boolean multiLabel) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.NATS, nats(gold, probabilities, multiLabel));
        LabelReport report = multiLabel
                ? several(values, labels, gold, probabilities)
                : one(
                        values,
                        labels,
                        "labels",
                        gold.stream().mapToInt(ids -> ids[0]).toArray(),
                        probabilities.stream().mapToInt(ClassScores::best).toArray());
        values.put(Metric.MACRO_F1, report.classes().macroF1());
        values.put(Metric.MICRO_F1, report.classes().microF1());
        return new Scores(values, Map.of(), List.of(report));
    }

    private static LabelReport several(
            Map<Metric, Double> values, LabelSet labels, List<int[]> gold, List<float[]> probabilities) {
        boolean[][] right = gold.stream().map(ids -> set(labels.size(), ids)).toArray(boolean[][]::new);
        boolean[][] predicted = probabilities.stream()
                .map(one -> set(labels.size(), likely(one)))
                .toArray(boolean[][]::new);
        long exact = IntStream.range(0, right.length)
                .filter(i -> Arrays.equals(right[i], predicted[i]))
                .count();
        values.put(Metric.ACCURACY, (double) exact / right.length);
        return new LabelReport("labels", ClassReport.ofMultiLabel(labels.names(), right, predicted), null);
    }

    private static LabelReport one(
            Map<Metric, Double> values, LabelSet labels, String name, int[] gold, int[] predicted) {
        ConfusionCounts counts = ConfusionCounts.of(labels.names(), gold, predicted);
        values.put(Metric.ACCURACY, counts.accuracy());
        return new LabelReport(name, counts.report(), counts);
    }

    /** The most probable class. */
    public static int best(float[] probabilities) {
        int best = 0;
        for (int l = 1; l < probabilities.length; l++) {
            best = probabilities[l] > probabilities[best] ? l : best;
        }
        return best;
    }

    /** The classes that are predicted where there is any number of them, rising. */
    public static int[] likely(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .filter(l -> probabilities[l] >= THRESHOLD)
                .toArray();
    }

    private static boolean[] set(int size, int[] ids) {
        boolean[] set = new boolean[size];
        for (int id : ids) {
            set[id] = true;
        }
        return set;
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
