package org.seq4j.experiments.evaluation.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How often each class was taken for each other one, of examples (or tokens) that have one class each. Immutable. */
public final class ConfusionCounts {
    private final List<String> names;
    private final long[][] counts;

    private ConfusionCounts(List<String> names, long[][] counts) {
        this.names = List.copyOf(names);
        this.counts = counts;
    }

    /**
     * Counts examples.
     *
     * @param names the L classes
     * @param gold the class of each example, 0..L-1
     * @param predicted the predicted class of each example, 0..L-1
     */
    public static ConfusionCounts of(List<String> names, int[] gold, int[] predicted) {
        ClassReport.checkRows(gold.length, predicted.length);
        long[][] counts = new long[names.size()][names.size()];
        for (int i = 0; i < gold.length; i++) {
            counts[gold[i]][predicted[i]]++;
        }
        return new ConfusionCounts(names, counts);
    }

    /** The classes. */
    public List<String> names() {
        return names;
    }

    /** Examples of the class {@code gold} that were taken for the class {@code predicted}. */
    public long count(int gold, int predicted) {
        return counts[gold][predicted];
    }

    /** All examples. */
    public long total() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /** The share of examples whose class was predicted, in [0, 1]; 0 where there is no example. */
    public double accuracy() {
        long right = 0;
        for (int c = 0; c < counts.length; c++) {
            right += counts[c][c];
        }
        return ClassScore.share(right, total());
    }

    /** Precision, recall and F1 of each class. */
    public ClassReport report() {
        List<ClassScore> scores = new ArrayList<>(counts.length);
        for (int c = 0; c < counts.length; c++) {
            long predicted = 0;
            for (long[] row : counts) {
                predicted += row[c];
            }
            scores.add(new ClassScore(
                    names.get(c),
                    counts[c][c],
                    predicted,
                    Arrays.stream(counts[c]).sum()));
        }
        return new ClassReport(scores);
    }
}
