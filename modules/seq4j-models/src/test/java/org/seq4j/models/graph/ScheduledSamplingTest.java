package org.seq4j.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.graph.Seq2SeqCase.V;
import static org.seq4j.models.graph.Seq2SeqCase.attending;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.seq4j.models.search.Sampler;
import org.seq4j.models.search.Seq2SeqDecoder;
import org.seq4j.models.search.Seq2SeqState;
import org.seq4j.models.search.Step;
import org.seq4j.models.search.StepDecoder;

class ScheduledSamplingTest {
    private static final int[] SOURCES = {3, 5, 4};
    private static final int[] TARGETS = {6, 4, 1};
    private static final MultiDataSet BATCH = Seq2SeqCase.batch(7, SOURCES, TARGETS);

    @Test
    void schedulesFallAsInThePaper() {
        SamplingSchedule linear = SamplingSchedule.linear(0.9, 0.01, 0.25);
        assertThat(linear.rightTokens(0)).isEqualTo(0.9);
        assertThat(linear.rightTokens(10)).isCloseTo(0.8, within(1e-12));
        assertThat(linear.rightTokens(1000)).isEqualTo(0.25);
        assertThat(SamplingSchedule.exponential(0.99).rightTokens(100)).isCloseTo(0.36603, within(1e-5));
        SamplingSchedule sigmoid = SamplingSchedule.inverseSigmoid(100);
        assertThat(sigmoid.rightTokens(0)).isCloseTo(100 / 101.0, within(1e-12));
        assertThat(sigmoid.rightTokens(461)).isCloseTo(0.5, within(0.01)); // k ln k
        assertThat(sigmoid.rightTokens(1_000_000_000)).isZero();
        assertThatThrownBy(() -> SamplingSchedule.linear(0.5, 0.1, 0.6))
                .hasMessageContaining("0 <= minimum <= start <= 1");
        assertThatThrownBy(() -> SamplingSchedule.exponential(1)).hasMessageContaining("less than 1, found 1.0");
        assertThatThrownBy(() -> SamplingSchedule.inverseSigmoid(0.5)).hasMessageContaining("at least 1, found 0.5");
    }

    private static ComputationGraph graph() {
        ComputationGraph graph =
                Seq2SeqCase.graph(attending(AttentionType.LUONG_GENERAL).copy(true));
        Seq2SeqCase.shake(graph, 3);
        return graph;
    }

    private static int[][] mixed(SamplingSchedule schedule, Sampler prediction, long update) {
        MultiDataSet batch = Seq2SeqCase.copyBatch(BATCH);
        return new ScheduledSampling(schedule, prediction, 5)
                .mix(graph(), batch, update)
                .getFeatures(1)
                .toIntMatrix();
    }

    @Test
    void whereEveryTokenIsKeptNothingChanges() {
        MultiDataSet batch = Seq2SeqCase.copyBatch(BATCH);
        MultiDataSet same =
                new ScheduledSampling(SamplingSchedule.linear(1, 0.1, 0.2), Sampler.GREEDY, 5).mix(graph(), batch, 0);
        assertThat(same.getFeatures()).isEqualTo(batch.getFeatures());
        assertThat(same.getLabels()).isEqualTo(batch.getLabels());
        assertThat(same.getFeaturesMaskArrays()).isEqualTo(batch.getFeaturesMaskArrays());
        assertThat(same.getLabelsMaskArrays()).isEqualTo(batch.getLabelsMaskArrays());
    }

    @Test
    void whereNoTokenIsKeptTheModelReadsItsOwnGreedyPath() {
        int[][] found = mixed(SamplingSchedule.linear(0, 0, 0), Sampler.GREEDY, 0);
        int[][] expected = BATCH.getFeatures(1).toIntMatrix();
        MultiDataSet batch = Seq2SeqCase.copyBatch(BATCH);
        Seq2SeqDecoder model = Seq2SeqDecoder.of(graph());
        for (int b = 0; b < SOURCES.length; b++) {
            StepDecoder<Seq2SeqState> decoder = model.decoder(model.encode(
                    new int[][] {Arrays.copyOf(batch.getFeatures(0).toIntMatrix()[b], SOURCES[b])},
                    new int[][] {Arrays.copyOf(batch.getFeatures(2).toIntMatrix()[b], SOURCES[b])}));
            Seq2SeqState state = decoder.start(1);
            for (int t = 0; t + 1 < TARGETS[b]; t++) {
                Step<Seq2SeqState> step = decoder.step(state, new int[] {expected[b][t]});
                state = step.state();
                int best = Sampler.GREEDY.choose(step.logProbabilities(), 0, decoder.vocabularySize(), 0, 0);
                expected[b][t + 1] = best < V ? best : Seq2SeqDecoder.UNKNOWN;
            }
        }
        assertThat(found).isDeepEqualTo(expected); // padding and first tokens are as they were
    }

    @Test
    void whatIsMixedIsAFunctionOfTheSeedAndTheUpdate() {
        SamplingSchedule half = SamplingSchedule.linear(0.5, 0, 0.5);
        Sampler draw = new Sampler(1, 0, 1);
        int[][] first = mixed(half, draw, 3);
        assertThat(mixed(half, draw, 3)).isDeepEqualTo(first);
        int[][] right = BATCH.getFeatures(1).toIntMatrix();
        int changed = 0;
        int others = 0;
        for (int update = 0; update < 60; update++) {
            int[][] found = mixed(half, draw, update);
            others += Arrays.deepEquals(found, first) ? 0 : 1;
            for (int b = 0; b < 3; b++) {
                assertThat(found[b][0]).isEqualTo(right[b][0]);
                for (int t = 1; t < TARGETS[b]; t++) {
                    changed += found[b][t] == right[b][t] ? 0 : 1;
                }
            }
        }
        assertThat(others).isGreaterThan(50);
        // 8 tokens in 60 updates: half of them are predicted, and most predictions are not the random right token.
        assertThat(changed / 480.0).isBetween(0.3, 0.5);
    }
}
