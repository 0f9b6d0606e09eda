package org.seq4j.experiments.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.data.batch.Batch;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.data.pair.TextPair;
import org.seq4j.experiments.config.EvaluationConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.metric.CorpusScore;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.output.TokenStatistics;

/** Scores a sequence-to-sequence model on a data set. */
public final class PairEvaluator {
    private PairEvaluator() {}

    /**
     * The metrics of the probabilities, with the reference's tokens as the decoder's input; no dropout, no label smoothing.
     *
     * @param graph the model
     * @param source the data
     * @param charactersPerToken how many characters of text a target token stands for on average
     */
    public static Scores probabilities(ComputationGraph graph, BatchSource source, double charactersPerToken) {
        TokenStatistics sum = TokenStatistics.NONE;
        try (CloseableBatches batches = source.epoch(0, 0)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                sum = sum.plus(Seq2Seq.evaluate(graph, batch.data()));
            }
        }
        return Scores.of(LanguageModelEvaluator.metrics(sum, charactersPerToken));
    }

    /**
     * The same scores with those of the model's outputs, where some are asked for.
     *
     * @param scores scores so far
     * @param metrics what is asked for
     * @param pairs the data
     * @param predictor the model
     * @param codec its text
     * @param config what BLEU counts
     */
    public static Scores outputs(
            Scores scores,
            Collection<Metric> metrics,
            List<TextPair> pairs,
            SequencePredictor predictor,
            PairCodec codec,
            EvaluationConfig config) {
        if (metrics.stream().noneMatch(Metric::isDecoding)) {
            return scores;
        }
        List<String> sources = pairs.stream().map(TextPair::source).toList();
        List<String> references =
                pairs.stream().map(pair -> codec.normalTarget(pair.target())).toList();
        Map<Metric, CorpusScore> signed =
                new OutputScores(sources, references, predictor::best, config).scores(metrics);
        return scores.with(signed);
    }
}
