package org.seq4j.experiments.evaluation.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.metric.FrameNll;
import org.seq4j.experiments.evaluation.metric.RegressionError;

/** Scores of predicted numbers. */
public final class NumberScores {
    private static final Set<Metric> FRAMES = EnumSet.of(Metric.FRAME_NLL, Metric.FRAME_NLL_FROM_SECOND);

    private NumberScores() {}

    /**
     * The scores of predictions, in the units of both; those that are not defined are left out.
     *
     * @param metrics what is asked for
     * @param gold of each series the right numbers, [K] or step after step [T * K]
     * @param predicted likewise
     * @param size K
     */
    public static Map<Metric, Double> of(Set<Metric> metrics, List<float[]> gold, List<float[]> predicted, int size) {
        Map<Metric, Double> scores = new EnumMap<>(Metric.class);
        RegressionError error = RegressionError.of(joined(gold), joined(predicted));
        FrameNll frames = metrics.stream().anyMatch(FRAMES::contains) ? frames(gold, predicted, size) : null;
        for (Metric metric : metrics) {
            double score = switch (metric) {
                case MSE -> error.mse();
                case MAE -> error.mae();
                case RMSE -> error.rmse();
                case FRAME_NLL -> frames == null ? Double.NaN : frames.all();
                case FRAME_NLL_FROM_SECOND -> frames == null ? Double.NaN : frames.fromSecond();
                default -> throw new IllegalArgumentException(metric.key() + " is not for numbers.");
            };
            if (!Double.isNaN(score)) {
                scores.put(metric, score);
            }
        }
        return scores;
    }

    private static float[] joined(List<float[]> all) {
        float[] joined = new float[all.stream().mapToInt(one -> one.length).sum()];
        int at = 0;
        for (float[] one : all) {
            System.arraycopy(one, 0, joined, at, one.length);
            at += one.length;
        }
        return joined;
    }

    private static FrameNll frames(List<float[]> gold, List<float[]> predicted, int size) {
        List<double[]> sequences = new ArrayList<>();
        for (int i = 0; i < gold.size(); i++) {
            double[] frames = new double[gold.get(i).length / size];
            for (int t = 0; t < frames.length; t++) {
                frames[t] = FrameNll.ofProbabilities(
                        Arrays.copyOfRange(predicted.get(i), t * size, (t + 1) * size),
                        Arrays.copyOfRange(gold.get(i), t * size, (t + 1) * size));
            }
            sequences.add(frames);
        }
        return FrameNll.of(sequences);
    }
}
