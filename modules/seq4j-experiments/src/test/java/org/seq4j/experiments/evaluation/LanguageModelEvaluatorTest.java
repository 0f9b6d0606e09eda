package org.seq4j.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.data.batch.Batch;
import org.seq4j.data.batch.CloseableBatches;
import org.seq4j.data.batch.ContiguousBatches;
import org.seq4j.experiments.config.Metric;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.TruncatedBptt;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.output.TokenStatistics;
import org.seq4j.models.search.LanguageModelDecoder;
import org.seq4j.models.search.LanguageModelState;
import org.seq4j.models.search.Step;

class LanguageModelEvaluatorTest {
    private static final int V = 9;

    private final int[] text = new Random(2).ints(200, 4, V).toArray();
    private ComputationGraph graph = new ComputationGraph(LanguageModel.builder(V)
            .embeddingSize(5)
            .hiddenSize(6)
            .cell(CellType.LSTM)
            .dropout(0.5)
            .labelSmoothing(0.1)
            .stateful(true)
            .dataType(DataType.DOUBLE)
            .build());

    @BeforeEach
    void init() {
        graph.init();
    }

    @Test
    void scoresAStreamLikeADecoderThatReadsItTokenByToken() {
        // Windows of 16 with carried state, against single steps over the whole text.
        TokenStatistics scores = LanguageModelEvaluator.score(graph, new ContiguousBatches(text, 1, 16));
        LanguageModelDecoder decoder = LanguageModelDecoder.of(graph);
        LanguageModelState state = decoder.start(1);
        double expected = 0;
        int correct = 0;
        for (int t = 0; t + 1 < text.length; t++) {
            Step<LanguageModelState> step = decoder.step(state, new int[] {text[t]});
            float[] scoresOfStep = step.logProbabilities();
            expected -= scoresOfStep[text[t + 1]];
            boolean best = true;
            for (int v = 0; v < V; v++) {
                best &= v == text[t + 1] || scoresOfStep[v] < scoresOfStep[text[t + 1]];
            }
            correct += best ? 1 : 0;
            state = step.state();
        }
        assertThat(scores.tokens()).isEqualTo(199);
        assertThat(scores.negativeLogLikelihood()).isEqualTo(expected, within(1e-2)); // the decoder computes in float
        assertThat(scores.correct()).isEqualTo(correct);
    }

    @Test
    void isTheSameAgainAndLeavesCarriedStatesAlone() {
        try (CloseableBatches batches = new ContiguousBatches(text, 2, 10).epoch(0, 0)) {
            Batch batch = batches.next();
            graph.score(batch.data(), false);
            TruncatedBptt.carry(graph);
        }
        Map<String, INDArray> before = TruncatedBptt.states(graph);
        assertThat(before).isNotEmpty();
        ContiguousBatches source = new ContiguousBatches(text, 3, 16);
        TokenStatistics first = LanguageModelEvaluator.score(graph, source);
        assertThat(LanguageModelEvaluator.score(graph, source)).isEqualTo(first);
        assertThat(TruncatedBptt.states(graph)).isEqualTo(before);
    }

    @Test
    void derivesTheMetrics() {
        Map<Metric, Double> metrics =
                LanguageModelEvaluator.metrics(new TokenStatistics(100 * Math.log(8), 100, 25), 1.5);
        assertThat(metrics.get(Metric.NATS_PER_TOKEN)).isEqualTo(Math.log(8), within(1e-12));
        assertThat(metrics.get(Metric.PERPLEXITY)).isEqualTo(8, within(1e-12));
        assertThat(metrics.get(Metric.BITS_PER_CHARACTER)).isEqualTo(2, within(1e-12)); // 3 bits for 1.5 characters
        assertThat(metrics.get(Metric.TOKEN_ACCURACY)).isEqualTo(0.25);
    }
}
