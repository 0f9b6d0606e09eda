package org.seq4j.experiments.evaluation;

import java.util.EnumMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.data.batch.Batch;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.experiments.config.Metric;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.TruncatedBptt;
import org.seq4j.models.output.TokenStatistics;

/**
 * Scores a language model on a data set: no dropout, no label smoothing, recurrent state carried where the data is one
 * stream.
 */
public final class LanguageModelEvaluator {
    private LanguageModelEvaluator() {}

    /**
     * Scores every target token once.
     *
     * @param graph the model; the recurrent states that it carries are put back afterwards
     * @param source the data
     */
    public static TokenStatistics score(ComputationGraph graph, BatchSource source) {
        Map<String, INDArray> carried = TruncatedBptt.states(graph);
        TokenStatistics sum = TokenStatistics.NONE;
        try (CloseableBatches batches = source.epoch(0, 0)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                if (batch.startsStream()) {
                    TruncatedBptt.reset(graph);
                }
                sum = sum.plus(LanguageModel.evaluate(graph, batch.data()));
                TruncatedBptt.carry(graph);
            }
        } finally {
            TruncatedBptt.restore(graph, carried);
        }
        return sum;
    }

    /**
     * The metrics of the scores.
     *
     * @param scores sums over the target tokens
     * @param charactersPerToken how many characters of text a target token stands for on average; 1 where tokens are
     *     characters
     */
    public static Map<Metric, Double> metrics(TokenStatistics scores, double charactersPerToken) {
        double nats = scores.natsPerToken();
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        metrics.put(Metric.NATS_PER_TOKEN, nats);
        metrics.put(Metric.PERPLEXITY, Math.exp(nats));
        metrics.put(Metric.BITS_PER_CHARACTER, nats / Math.log(2) / charactersPerToken);
        metrics.put(Metric.TOKEN_ACCURACY, (double) scores.correct() / scores.tokens());
        return metrics;
    }
}
