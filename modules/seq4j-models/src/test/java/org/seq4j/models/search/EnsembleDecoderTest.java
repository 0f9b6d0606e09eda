package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seq4j.models.search.EnsembleDecoder.Averaging;

class EnsembleDecoderTest {
    private static final int V = 7;

    private final HistoryDecoder history = new HistoryDecoder(V, 4);
    private final FixedDecoder fixed = new FixedDecoder(V, (length, row) -> {
        for (int i = 0; i < V; i++) {
            row[i] = (float) Math.log((1 + (length + i) % V) / 28.0);
        }
    });

    @ParameterizedTest
    @EnumSource(Averaging.class)
    void itJoinsTheVotesOfDecodersOfDifferentStates(Averaging averaging) {
        EnsembleDecoder ensemble = EnsembleDecoder.of(List.of(history, fixed), averaging);
        Step<EnsembleState> step = ensemble.step(ensemble.start(3), new int[] {4, 5, 6});
        step = ensemble.step(ensemble.select(step.state(), new int[] {2, 2, 0, 1}), new int[] {1, 2, 3, 4});
        List<List<Integer>> read = List.of(List.of(6, 1), List.of(6, 2), List.of(4, 3), List.of(5, 4));
        for (int b = 0; b < 4; b++) {
            float[] first = history.logProbabilities(read.get(b));
            for (int v = 0; v < V; v++) {
                double second = Math.log((1 + (1 + v) % V) / 28.0);
                double expected = averaging == Averaging.LOG_PROBABILITIES
                        ? (first[v] + second) / 2
                        : Math.log((Math.exp(first[v]) + Math.exp(second)) / 2);
                assertThat((double) step.logProbabilities()[b * V + v]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Averaging.class)
    void anEnsembleOfEqualsFindsWhatOneFinds(Averaging averaging) {
        Constraints constraints = Constraints.of(Set.of(3), Set.of(0));
        SearchSettings settings = SearchSettings.beam(4, 8, constraints).withNBest(3);
        EnsembleDecoder ensemble = EnsembleDecoder.of(List.of(history, history, history), averaging);
        SearchResult found = new BeamSearch<>(ensemble, settings)
                .search(ensemble.start(1), 1, 5)
                .get(0);
        SearchResult expected = new BeamSearch<>(history, settings)
                .search(history.start(1), 1, 5)
                .get(0);
        for (int i = 0; i < 3; i++) {
            Hypothesis a = found.hypotheses().get(i);
            Hypothesis b = expected.hypotheses().get(i);
            assertThat(a.tokens()).isEqualTo(b.tokens());
            assertThat(a.score()).isCloseTo(b.score(), within(1e-5));
            for (int t = 0; t < a.tokens().length; t++) {
                assertThat(a.attention()[t]).containsExactly(b.attention()[t], within(1e-6f));
            }
        }
    }

    @Test
    void attentionIsTheMeanWhereAllHaveItInOneLength() {
        HistoryDecoder longer = new HistoryDecoder(V, 5);
        List<Integer> read = List.of(4);
        float[] four = HistoryDecoder.attention(read, 4);
        assertThat(attention(history, longer)).containsExactly(four);
        assertThat(attention(fixed, history)).containsExactly(four);
        assertThat(attention(fixed, fixed)).isNull();
        float[] mean = attention(history, new Shifted(history));
        for (int s = 0; s < 4; s++) {
            assertThat(mean[s]).isCloseTo((four[s] + four[(s + 1) % 4]) / 2, within(1e-6f));
        }
    }

    private static float[] attention(StepDecoder<?>... members) {
        EnsembleDecoder ensemble = EnsembleDecoder.of(Arrays.asList(members));
        return ensemble.attention(
                ensemble.step(ensemble.start(1), new int[] {4}).state());
    }

    /** A decoder that looks one position further. */
    private record Shifted(HistoryDecoder decoder) implements StepDecoder<List<List<Integer>>> {
        @Override
        public int vocabularySize() {
            return decoder.vocabularySize();
        }

        @Override
        public List<List<Integer>> start(int batch) {
            return decoder.start(batch);
        }

        @Override
        public Step<List<List<Integer>>> step(List<List<Integer>> state, int[] tokens) {
            return decoder.step(state, tokens);
        }

        @Override
        public List<List<Integer>> select(List<List<Integer>> state, int[] rows) {
            return decoder.select(state, rows);
        }

        @Override
        public float[] attention(List<List<Integer>> state) {
            float[] weights = decoder.attention(state);
            float[] shifted = new float[weights.length];
            for (int s = 0; s < shifted.length; s++) {
                shifted[s] = weights[(s + 1) % shifted.length];
            }
            return shifted;
        }
    }

    @Test
    void unequalVocabulariesAreNamed() {
        assertThatThrownBy(() -> EnsembleDecoder.of(List.of(history, new HistoryDecoder(9))))
                .hasMessage("Expected members of an ensemble with vocabularies of one size, found [7, 9].");
        assertThatThrownBy(() -> EnsembleDecoder.of(List.of())).hasMessageContaining("at least one member");
    }
}
