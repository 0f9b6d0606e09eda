package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seq4j.models.kernel.OperationThreads;

class BeamSearchTest {
    private static final int V = 8;
    private static final int STOP = 3;
    private static final Constraints PLAIN = Constraints.of(Set.of(STOP), Set.of(0, 1, 2));

    private final HistoryDecoder decoder = new HistoryDecoder(V);

    static LengthPenalty penalty(LengthPenalty.Kind kind) {
        return new LengthPenalty(kind, kind == LengthPenalty.Kind.WU ? 0.8 : 0);
    }

    @Test
    void aBeamOfOneIsGreedy() {
        for (LengthPenalty.Kind kind : LengthPenalty.Kind.values()) {
            SearchSettings settings = SearchSettings.greedy(9, PLAIN).withLengthPenalty(penalty(kind));
            Set<Boolean> ends = new HashSet<>();
            for (int prompt = 0; prompt < V; prompt++) {
                List<Integer> history = new ArrayList<>(List.of(prompt));
                double sum = 0;
                boolean stopped = false;
                while (!stopped) {
                    float[] logs = decoder.logProbabilities(history);
                    int best = IntStream.range(STOP, V)
                            .reduce((a, b) -> logs[b] > logs[a] ? b : a)
                            .orElseThrow();
                    if (history.size() == 10 && best != STOP) {
                        break;
                    }
                    sum += logs[best];
                    history.add(best);
                    stopped = best == STOP;
                }
                Hypothesis found = search(settings, prompt);
                List<Integer> expected = history.subList(1, history.size() - (stopped ? 1 : 0));
                assertThat(found.tokens())
                        .containsExactly(expected.stream().mapToInt(i -> i).toArray());
                assertThat(found.logProbability()).isCloseTo(sum, within(1e-9));
                assertThat(found.finished()).isEqualTo(stopped);
                ends.add(stopped);
            }
            assertThat(ends).as("the case covers both ends").hasSize(2);
        }
    }

    /** Many examples with a large vocabulary are shared out to threads; each is searched as if it were alone. */
    @Test
    void examplesThatAreSearchedByDifferentThreadsAreFoundAsAlone() {
        HistoryDecoder large = new HistoryDecoder(4000);
        SearchSettings settings = new SearchSettings(4, 2, 5, LengthPenalty.NONE, CoveragePenalty.NONE, PLAIN);
        int[][] prompts = {{4}, {5, 6}, {7}, {8, 9, 10}, {11}, {12}, {13, 14}};
        List<SearchResult> found;
        try (OperationThreads two = new OperationThreads(2)) {
            found = new BeamSearch<>(large, settings).search(SearchInput.shared(large.start(1), prompts));
        }
        assertThat(large.batches).as("no step reads all examples").noneMatch(rows -> rows > 4 * 4);
        for (int i = 0; i < prompts.length; i++) {
            SearchResult alone = new BeamSearch<>(large, settings)
                    .search(SearchInput.shared(large.start(1), new int[][] {prompts[i]}))
                    .get(0);
            assertThat(found.get(i).hypotheses()).usingRecursiveComparison().isEqualTo(alone.hypotheses());
        }
    }

    @ParameterizedTest
    @EnumSource(LengthPenalty.Kind.class)
    void aBeamAsWideAsTheWholeSpaceIsExhaustiveSearch(LengthPenalty.Kind kind) {
        LengthPenalty penalty = penalty(kind);
        int best = 7;
        for (int prompt = 0; prompt < 4; prompt++) {
            List<Found> all = new ArrayList<>();
            enumerate(prompt, List.of(), 0, 4, penalty, all);
            all.sort((a, b) -> a.finished != b.finished ? a.finished ? -1 : 1 : Double.compare(b.score, a.score));
            SearchSettings settings =
                    new SearchSettings(5 * 5 * 5 * 5 * 5, best, 4, penalty, CoveragePenalty.NONE, PLAIN);
            List<Hypothesis> found = new BeamSearch<>(decoder, settings)
                    .search(decoder.start(1), 1, prompt)
                    .get(0)
                    .hypotheses();
            assertThat(found).hasSize(best);
            for (int i = 0; i < best; i++) {
                assertThat(Arrays.stream(found.get(i).tokens()).boxed().toList())
                        .isEqualTo(all.get(i).tokens);
                assertThat(found.get(i).score()).isCloseTo(all.get(i).score, within(1e-9));
                assertThat(found.get(i).finished()).isEqualTo(all.get(i).finished);
            }
        }
    }

    private record Found(List<Integer> tokens, double score, boolean finished) {}

    private void enumerate(
            int prompt, List<Integer> tokens, double sum, int left, LengthPenalty penalty, List<Found> all) {
        List<Integer> history = new ArrayList<>(List.of(prompt));
        history.addAll(tokens);
        float[] logs = decoder.logProbabilities(history);
        all.add(new Found(tokens, (sum + logs[STOP]) / penalty.divisor(tokens.size() + 1), true));
        for (int token = STOP + 1; token < V && left > 0; token++) {
            List<Integer> longer = new ArrayList<>(tokens);
            longer.add(token);
            enumerate(prompt, longer, sum + logs[token], left - 1, penalty, all);
        }
    }

    /** The stopping rule may cost no result: the same beam, run to the end by another implementation, finds the same. */
    @ParameterizedTest
    @EnumSource(LengthPenalty.Kind.class)
    void stoppingEarlyLosesNothing(LengthPenalty.Kind kind) {
        LengthPenalty penalty = penalty(kind);
        for (int beam = 2; beam <= 5; beam++) {
            for (int prompt = 0; prompt < V; prompt++) {
                SearchSettings settings = new SearchSettings(beam, 2, 12, penalty, CoveragePenalty.NONE, PLAIN);
                List<Hypothesis> found = new BeamSearch<>(decoder, settings)
                        .search(decoder.start(1), 1, prompt)
                        .get(0)
                        .hypotheses();
                List<Found> expected = plainBeam(prompt, beam, 12, penalty);
                for (int i = 0; i < 2; i++) {
                    assertThat(Arrays.stream(found.get(i).tokens()).boxed().toList())
                            .isEqualTo(expected.get(i).tokens);
                    assertThat(found.get(i).score()).isCloseTo(expected.get(i).score, within(1e-9));
                }
            }
        }
    }

    /** Beam search by sorting everything, to the greatest length and a stop token after it. */
    private List<Found> plainBeam(int prompt, int beam, int maxLength, LengthPenalty penalty) {
        List<Found> live = List.of(new Found(List.of(), 0, false));
        List<Found> finished = new ArrayList<>();
        for (int t = 0; t <= maxLength; t++) {
            List<Found> next = new ArrayList<>();
            for (Found one : live) {
                List<Integer> history = new ArrayList<>(List.of(prompt));
                history.addAll(one.tokens);
                float[] logs = decoder.logProbabilities(history);
                for (int token = STOP; token < V; token++) {
                    List<Integer> longer = new ArrayList<>(one.tokens);
                    longer.add(token);
                    next.add(new Found(longer, one.score + logs[token], token == STOP));
                }
            }
            next.sort((a, b) -> Double.compare(b.score, a.score));
            for (Found one : next.subList(0, Math.min(beam, next.size()))) {
                if (one.finished) {
                    Found ended =
                            new Found(one.tokens.subList(0, t), one.score / penalty.divisor(one.tokens.size()), true);
                    finished.add(ended);
                    if (t == maxLength) {
                        live = live.stream()
                                .filter(each -> !each.tokens.equals(ended.tokens))
                                .toList();
                    }
                }
            }
            if (t == maxLength) {
                break;
            }
            live = next.stream().filter(one -> !one.finished).limit(beam).toList();
        }
        finished.sort((a, b) -> Double.compare(b.score, a.score));
        live.forEach(one -> finished.add(new Found(one.tokens, one.score / penalty.divisor(maxLength), false)));
        return finished;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aBatchGivesWhatEachExampleGivesAlone(int beam) {
        int n = 12;
        int[] maxLengths = IntStream.range(0, n).map(i -> 3 + i % 7).toArray();
        int[][] prompts = new int[n][];
        int[][] prefixes = new int[n][];
        for (int i = 0; i < n; i++) {
            prompts[i] = IntStream.range(0, 1 + i % 3).map(t -> 4 + t % 4).toArray();
            prefixes[i] = i % 4 == 0 ? new int[] {4 + i % 3, 5} : new int[0];
        }
        SearchSettings settings =
                new SearchSettings(beam, Math.min(beam, 3), 9, LengthPenalty.wu(0.6), CoveragePenalty.NONE, PLAIN);
        BeamSearch<List<List<Integer>>> search = new BeamSearch<>(decoder, settings);
        List<SearchResult> together = search.search(SearchInput.of(decoder.start(n), prompts)
                .withMaxLengths(maxLengths)
                .withPrefixes(prefixes));
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < n; i++) {
            SearchResult alone = search.search(SearchInput.of(decoder.start(1), new int[][] {prompts[i]})
                            .withMaxLengths(new int[] {maxLengths[i]})
                            .withPrefixes(new int[][] {prefixes[i]}))
                    .get(0);
            assertSame(together.get(i), alone);
            lengths.add(together.get(i).best().tokens().length);
        }
        assertThat(lengths).hasSizeGreaterThan(2);
    }

    static void assertSame(SearchResult found, SearchResult expected) {
        assertThat(found.hypotheses()).hasSameSizeAs(expected.hypotheses());
        for (int i = 0; i < expected.hypotheses().size(); i++) {
            Hypothesis a = found.hypotheses().get(i);
            Hypothesis b = expected.hypotheses().get(i);
            assertThat(a.tokens()).isEqualTo(b.tokens());
            assertThat(a.logProbability()).isEqualTo(b.logProbability());
            assertThat(a.score()).isEqualTo(b.score());
            assertThat(a.finished()).isEqualTo(b.finished());
            assertThat(a.attention()).isDeepEqualTo(b.attention());
        }
    }

    @Test
    void theNBestAreDistinctAndSorted() {
        SearchSettings settings = new SearchSettings(6, 6, 10, LengthPenalty.AVERAGE, CoveragePenalty.NONE, PLAIN);
        for (int prompt = 0; prompt < V; prompt++) {
            List<Hypothesis> best = new BeamSearch<>(decoder, settings)
                    .search(decoder.start(1), 1, prompt)
                    .get(0)
                    .hypotheses();
            assertThat(best).hasSize(6);
            assertThat(best.stream().map(one -> Arrays.toString(one.tokens())).distinct())
                    .hasSize(6);
            for (int i = 1; i < best.size(); i++) {
                Hypothesis before = best.get(i - 1);
                assertThat(before.finished() || !best.get(i).finished()).isTrue();
                if (before.finished() == best.get(i).finished()) {
                    assertThat(best.get(i).score()).isLessThanOrEqualTo(before.score());
                }
            }
        }
    }

    @Test
    void whatIsDoneLeavesTheBatch() {
        SearchSettings settings = SearchSettings.greedy(30, PLAIN);
        int[][] prompts = IntStream.range(0, V).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
        List<SearchResult> results =
                new BeamSearch<>(decoder, settings).search(SearchInput.of(decoder.start(V), prompts));
        int steps = results.stream()
                .mapToInt(one -> one.best().tokens().length + (one.best().finished() ? 1 : 0))
                .sum();
        assertThat(decoder.batches.stream().mapToInt(i -> i).sum()).isEqualTo(steps);
        assertThat(decoder.batches.get(0)).isEqualTo(V);
    }

    @Test
    void aBeamEndsWhereNothingBetterCanCome() {
        // After the first token a stop token is certain: no other hypothesis can catch up.
        FixedDecoder certain = new FixedDecoder(V, (length, row) -> {
            row[STOP] = length == 0 ? -20 : 0;
            row[5] = length == 0 ? 0 : -9;
        });
        for (LengthPenalty.Kind kind : LengthPenalty.Kind.values()) {
            certain.batches.clear();
            SearchSettings settings = SearchSettings.beam(4, 50, PLAIN).withLengthPenalty(penalty(kind));
            Hypothesis best = new BeamSearch<>(certain, settings)
                    .search(certain.start(1), 1, 2)
                    .get(0)
                    .best();
            assertThat(best.tokens()).containsExactly(5);
            assertThat(certain.batches).as("%s", kind).containsExactly(1, 4);
        }
    }

    @Test
    void equalContinuationsAreTakenByRisingId() {
        StepDecoder<Integer> uniform = new FixedDecoder(V, (length, row) -> Arrays.fill(row, (float) -Math.log(V)));
        SearchSettings settings = SearchSettings.beam(3, 2, Constraints.of(Set.of(), Set.of(0, 6)))
                .withNBest(3);
        List<Hypothesis> best = new BeamSearch<>(uniform, settings)
                .search(uniform.start(1), 1, 2)
                .get(0)
                .hypotheses();
        assertThat(best.stream().map(one -> Arrays.toString(one.tokens())))
                .containsExactly("[1, 1]", "[1, 2]", "[1, 3]");
    }

    @Test
    void twoThreadsFindTheSame() throws Exception {
        SearchSettings settings = SearchSettings.beam(4, 12, PLAIN).withNBest(2);
        BeamSearch<List<List<Integer>>> search = new BeamSearch<>(decoder, settings);
        Callable<List<SearchResult>> task = () -> search.search(decoder.start(6), 6, 5);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<SearchResult> expected = task.call();
            for (Future<List<SearchResult>> future : pool.invokeAll(List.of(task, task, task, task))) {
                for (int i = 0; i < expected.size(); i++) {
                    assertSame(future.get().get(i), expected.get(i));
                }
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void mistakesEndInASentence() {
        SearchSettings settings = SearchSettings.beam(4, 5, PLAIN);
        assertThatThrownBy(() -> settings.withNBest(5))
                .hasMessage("n_best must be from 1 to the beam_size of 4, found 5.");
        assertThatThrownBy(() -> SearchSettings.beam(0, 5, PLAIN)).hasMessageContaining("beam_size");
        assertThatThrownBy(() -> SearchSettings.beam(1, 0, PLAIN)).hasMessageContaining("max_length");
        assertThatThrownBy(() -> SearchSettings.beam(1, 5, PLAIN.withMinLength(6)))
                .hasMessageContaining("min_length must be at most");
        assertThatThrownBy(() -> LengthPenalty.wu(-1)).hasMessageContaining("alpha");
        assertThatThrownBy(() -> CoveragePenalty.wu(Double.NaN)).hasMessageContaining("beta");
        assertThatThrownBy(() -> new LengthPenalty(LengthPenalty.Kind.AVERAGE, 1))
                .hasMessageContaining("alpha");
        assertThatThrownBy(() -> PLAIN.withRepetitionPenalty(0)).hasMessageContaining("repetition_penalty");
        assertThatThrownBy(() -> PLAIN.withNoRepeatNgramSize(-1)).hasMessageContaining("no_repeat_ngram_size");
        assertThatThrownBy(() ->
                        new BeamSearch<>(decoder, SearchSettings.greedy(5, Constraints.of(Set.of(V), Set.of()))))
                .hasMessageContaining("stop ids from 0 to 7, found 8");
        BeamSearch<List<List<Integer>>> search = new BeamSearch<>(decoder, settings);
        SearchInput<List<List<Integer>>> input = SearchInput.of(decoder.start(1), 1, 4);
        assertThatThrownBy(() -> search.search(decoder.start(1), 1, V)).hasMessageContaining("prompt ids");
        assertThatThrownBy(() -> search.search(input.withPrefixes(new int[][] {{5, STOP}})))
                .hasMessageContaining("a prefix without stop tokens, found 3");
        assertThatThrownBy(() -> input.withMaxLengths(new int[2])).hasMessageContaining("1 examples, found 2");
        assertThatThrownBy(() -> SearchInput.of(decoder.start(1), 0, 4)).hasMessageContaining("at least one example");
        assertThatThrownBy(() ->
                        new BeamSearch<>(decoder, settings.withCoveragePenalty(CoveragePenalty.wu(0.2))).search(input))
                .hasMessageContaining("needs attention weights");
        StepDecoder<Integer> broken = new FixedDecoder(V, (length, row) -> row[6] = Float.NaN);
        assertThatThrownBy(() -> new BeamSearch<>(broken, settings).search(broken.start(1), 1, 4))
                .hasMessageContaining("NaN for token 6");
    }

    private Hypothesis search(SearchSettings settings, int prompt) {
        return new BeamSearch<>(decoder, settings)
                .search(decoder.start(1), 1, prompt)
                .get(0)
                .best();
    }

    @Test
    void aSequenceOfTheGreatestLengthMayStillEnd() {
        FixedDecoder threeThenStop = new FixedDecoder(4, (length, row) -> {
            row[1] = length < 3 ? -0.1f : -2;
            row[2] = length < 3 ? -3 : -0.5f;
        });
        SearchSettings settings = SearchSettings.beam(2, 3, Constraints.of(Set.of(2), Set.of()));
        Hypothesis best = best(threeThenStop, settings, new int[0]);
        assertThat(best.tokens()).containsExactly(1, 1, 1);
        assertThat(best.finished()).isTrue();
        assertThat(best.logProbability()).isCloseTo(-0.8, within(1e-6));
    }

    @Test
    void aForcedPrefixWithoutProbabilityIsStillRead() {
        FixedDecoder never = new FixedDecoder(4, (length, row) -> {
            row[1] = length == 0 ? Float.NEGATIVE_INFINITY : -0.5f;
            row[2] = length < 2 ? -3 : -0.1f;
        });
        SearchSettings settings = SearchSettings.beam(3, 5, Constraints.of(Set.of(2), Set.of()));
        Hypothesis best = best(never, settings, new int[] {1});
        assertThat(best.tokens()).containsExactly(1, 1);
        assertThat(best.score()).isBetween(-100.0, -80.0);
        assertThat(best.logProbability()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aForcedPrefixDoesNotHideADivergedModel() {
        FixedDecoder diverged = new FixedDecoder(4, (length, row) -> Arrays.fill(row, Float.NaN));
        SearchSettings settings = SearchSettings.beam(2, 5, Constraints.of(Set.of(2), Set.of()));
        assertThatThrownBy(() -> best(diverged, settings, new int[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found NaN for token 1");
    }

    private static Hypothesis best(FixedDecoder model, SearchSettings settings, int[] prefix) {
        SearchInput<Integer> input = SearchInput.of(model.start(1), 1, 0).withPrefixes(new int[][] {prefix});
        return new BeamSearch<>(model, settings).search(input).get(0).best();
    }
}
