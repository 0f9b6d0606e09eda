package org.seq4j.experiments.evaluation.pointing;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.PairEvaluator;
import org.seq4j.experiments.evaluation.Scores;

/** Scores a pointer network on a data set. */
public final class PointerEvaluator {
    private PointerEvaluator() {}

    /**
     * The metrics of the probabilities, with the reference's positions as the decoder's input, without dropout. The end of
     * an output counts as a position; there are no characters.
     *
     * @param graph the model
     * @param source the data
     */
    public static Scores probabilities(ComputationGraph graph, BatchSource source) {
        Map<Metric, Double> values =
                new EnumMap<>(PairEvaluator.probabilities(graph, source, 1).values());
        values.remove(Metric.BITS_PER_CHARACTER);
        return Scores.of(values);
    }

    /**
     * The same scores with those of the model's outputs, where some are asked for.
     *
     * @param scores scores so far
     * @param metrics what is asked for
     * @param examples the data
     * @param task what the positions mean
     * @param predictor the model
     */
    public static Scores outputs(
            Scores scores,
            Collection<Metric> metrics,
            List<PointingExample> examples,
            DataConfig.Task task,
            PointerPredictor predictor) {
        if (metrics.stream().noneMatch(Metric::isDecoding)) {
            return scores;
        }
        List<int[]> outputs = predictor.best(examples).stream()
                .map(PointerPrediction::positions)
                .toList();
        return scores.with(new PositionScores(examples, outputs, task).scores(metrics));
    }
}
