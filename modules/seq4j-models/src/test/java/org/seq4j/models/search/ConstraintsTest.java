package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each constraint, in greedy search, beam search and sampling. */
class ConstraintsTest {
    private static final int V = 8;
    private static final int STOP = 3;
    private static final Constraints PLAIN = Constraints.of(Set.of(STOP), Set.of(0, 1, 2));

    private final HistoryDecoder decoder = new HistoryDecoder(V, 5);

    enum Mode {
        GREEDY,
        BEAM,
        SAMPLE
    }

    /** All results for prompts 0 to V-1, several for each where the mode gives several. */
    private List<SearchResult> run(Mode mode, int maxLength, Constraints constraints, Setup setup) {
        int[][] prompts = IntStream.range(0, V).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
        SearchInput<List<List<Integer>>> input = setup.apply(SearchInput.of(decoder.start(V), prompts));
        return switch (mode) {
            case GREEDY -> new BeamSearch<>(decoder, SearchSettings.greedy(maxLength, constraints)).search(input);
            case BEAM ->
                new BeamSearch<>(
                                decoder,
                                SearchSettings.beam(4, maxLength, constraints).withNBest(4))
                        .search(input);
            case SAMPLE ->
                new Generator<>(decoder, new GenerationSettings(maxLength, new Sampler(1, 0, 1), constraints))
                        .sample(input, 4, IntStream.range(0, V).asLongStream().toArray());
        };
    }

    private interface Setup {
        SearchInput<List<List<Integer>>> apply(SearchInput<List<List<Integer>>> input);
    }

    private static List<Hypothesis> all(List<SearchResult> results) {
        return results.stream().flatMap(one -> one.hypotheses().stream()).toList();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void noResultIsShorterThanTheLeastLengthOrLongerThanTheGreatest(Mode mode) {
        List<Hypothesis> free = all(run(mode, 10, PLAIN, input -> input));
        assertThat(free).anyMatch(one -> one.tokens().length < 4);
        List<Hypothesis> bound = all(run(mode, 6, PLAIN.withMinLength(4), input -> input));
        assertThat(bound).allMatch(one -> one.tokens().length >= 4 && one.tokens().length <= 6);
        assertThat(bound).allMatch(one -> one.finished() || one.tokens().length == 6);
        assertThat(bound).anyMatch(Hypothesis::finished).anyMatch(one -> !one.finished());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void eachExampleHasItsOwnGreatestLength(Mode mode) {
        int[] lengths = {1, 2, 3, 4, 5, 6, 7, 99};
        List<SearchResult> results = run(mode, 8, PLAIN, input -> input.withMaxLengths(lengths));
        for (int i = 0; i < V; i++) {
            for (Hypothesis one : results.get(i).hypotheses()) {
                assertThat(one.tokens().length).isLessThanOrEqualTo(Math.min(8, lengths[i]));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void bannedAndStopTokensAreNeverPutOut(Mode mode) {
        List<Hypothesis> found = all(run(mode, 12, Constraints.of(Set.of(3, 5), Set.of(0, 6)), input -> input));
        Set<Integer> produced = new HashSet<>();
        found.forEach(one -> Arrays.stream(one.tokens()).forEach(produced::add));
        assertThat(produced).isNotEmpty().doesNotContain(0, 3, 5, 6);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void noSequenceOfNTokensOccursTwice(Mode mode) {
        Constraints endless = Constraints.of(Set.of(), Set.of(0, 1, 2, 3));
        for (int n = 1; n <= 3; n++) {
            int size = n;
            List<Hypothesis> free = all(run(mode, 12, endless, input -> input));
            assertThat(free).anyMatch(one -> repeats(one.tokens(), size));
            List<Hypothesis> blocked = all(run(mode, 12, endless.withNoRepeatNgramSize(n), input -> input));
            assertThat(blocked).isNotEmpty().noneMatch(one -> repeats(one.tokens(), size));
            if (n == 1) { // four tokens, each once, then nothing may follow
                assertThat(blocked).allMatch(one -> one.tokens().length == 4 && !one.finished());
            }
        }
    }

    private static boolean repeats(int[] tokens, int n) {
        Set<List<Integer>> seen = new HashSet<>();
        for (int i = 0; i + n <= tokens.length; i++) {
            if (!seen.add(Arrays.stream(tokens, i, i + n).boxed().toList())) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theRepetitionPenaltyMultipliesTheLogProbabilityOfWhatOccurred() {
        double penalty = 1.3;
        SearchSettings settings =
                SearchSettings.greedy(8, PLAIN.withMinLength(7).withRepetitionPenalty(penalty));
        boolean changed = false;
        for (int prompt = 0; prompt < V; prompt++) {
            List<Integer> history = new ArrayList<>(List.of(prompt));
            double score = 0;
            double logProbability = 0;
            int last = -1;
            while (history.size() <= 9 && last != STOP) {
                float[] logs = decoder.logProbabilities(history);
                double highest = Double.NEGATIVE_INFINITY;
                for (int token = history.size() > 7 ? STOP : STOP + 1; token < V; token++) {
                    boolean occurred = history.subList(1, history.size()).contains(token);
                    double value = logs[token] * (occurred ? penalty : 1);
                    if (value > highest) {
                        highest = value;
                        last = token;
                    }
                }
                if (history.size() == 9 && last != STOP) {
                    break; // the greatest length, and no end
                }
                score += highest;
                logProbability += logs[last];
                history.add(last);
            }
            Hypothesis found = new BeamSearch<>(decoder, settings)
                    .search(decoder.start(1), 1, prompt)
                    .get(0)
                    .best();
            List<Integer> expected = history.subList(1, history.size() - (last == STOP ? 1 : 0));
            assertThat(Arrays.stream(found.tokens()).boxed().toList()).isEqualTo(expected);
            assertThat(found.score()).isCloseTo(score, within(1e-5));
            assertThat(found.logProbability()).isCloseTo(logProbability, within(1e-9));
            changed |= Math.abs(score - logProbability) > 1e-3;
        }
        assertThat(changed).as("the case meets a repetition").isTrue();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aForcedPrefixIsKeptAndCounted(Mode mode) {
        int[][] prefixes = {{}, {4}, {5, 6}, {7, 7, 7}, {0, 1}, {4, 4, 4, 4, 4, 4, 4}, {}, {6, 5, 4}};
        List<SearchResult> results =
                run(mode, 5, PLAIN.withNoRepeatNgramSize(1), input -> input.withPrefixes(prefixes));
        for (int i = 0; i < V; i++) {
            for (Hypothesis one : results.get(i).hypotheses()) {
                assertThat(Arrays.copyOf(one.tokens(), prefixes[i].length)).isEqualTo(prefixes[i]);
                assertThat(one.logProbability()).isCloseTo(probability(i, one), within(1e-9));
            }
        }
        assertThat(results.get(5).best().tokens()).isEqualTo(prefixes[5]);
    }

    private double probability(int prompt, Hypothesis one) {
        List<Integer> history = new ArrayList<>(List.of(prompt));
        double sum = 0;
        for (int token : one.tokens()) {
            sum += decoder.logProbabilities(history)[token];
            history.add(token);
        }
        return one.finished() ? sum + decoder.logProbabilities(history)[STOP] : sum;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void onlyAllowedTokensFollow(Mode mode) {
        // Even examples count down from 7 and must then stop; odd ones are free.
        AllowedTokens allowed = (example, tokens) -> example % 2 == 1
                ? null
                : tokens.length == 3 ? new int[] {STOP} : new int[] {7 - tokens.length, 0 /* banned all the same */};
        List<SearchResult> results = run(mode, 9, PLAIN, input -> input.withAllowed(allowed));
        List<SearchResult> free = run(mode, 9, PLAIN, input -> input);
        for (int i = 0; i < V; i++) {
            if (i % 2 == 0) {
                assertThat(results.get(i).hypotheses()).hasSize(1);
                assertThat(results.get(i).best().tokens()).containsExactly(7, 6, 5);
                assertThat(results.get(i).best().finished()).isTrue();
            } else {
                BeamSearchTest.assertSame(results.get(i), free.get(i));
            }
        }
        assertThatThrownBy(() -> run(mode, 9, PLAIN, input -> input.withAllowed((example, tokens) -> new int[] {V})))
                .hasMessageContaining("allowed ids from 0 to 7, found 8");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aHypothesisThatNothingMayFollowEndsAsItIs(Mode mode) {
        List<SearchResult> results = run(
                mode,
                9,
                PLAIN,
                input -> input.withAllowed((example, tokens) -> tokens.length == 2 ? new int[0] : null));
        for (SearchResult result : results) {
            assertThat(result.hypotheses()).isNotEmpty();
            for (Hypothesis one : result.hypotheses()) {
                assertThat(one.tokens().length).isLessThanOrEqualTo(2);
                assertThat(one.finished()).isEqualTo(one.tokens().length < 2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void attentionComesOutOfEveryResult(Mode mode) {
        int[] lengths = {1, 2, 3, 4, 5, 5, 2, 9};
        for (boolean trimmed : new boolean[] {false, true}) {
            List<SearchResult> results =
                    run(mode, 6, PLAIN, input -> trimmed ? input.withSourceLengths(lengths) : input);
            for (int i = 0; i < V; i++) {
                for (Hypothesis one : results.get(i).hypotheses()) {
                    assertThat(one.attention()).hasNumberOfRows(one.tokens().length);
                    List<Integer> history = new ArrayList<>(List.of(i));
                    for (int t = 0; t < one.tokens().length; t++) {
                        int size = trimmed ? Math.min(5, lengths[i]) : 5;
                        assertThat(one.attention()[t])
                                .containsExactly(Arrays.copyOf(HistoryDecoder.attention(history, 5), size));
                        history.add(one.tokens()[t]);
                    }
                }
            }
        }
    }

    @Test
    void aModelWithoutAttentionGivesNone() {
        HistoryDecoder plain = new HistoryDecoder(V);
        for (Hypothesis one : new BeamSearch<>(
                        plain, SearchSettings.beam(3, 6, PLAIN).withNBest(3))
                .search(plain.start(1), 1, 4)
                .get(0)
                .hypotheses()) {
            assertThat(one.attention()).isNull();
        }
    }

    @Test
    void theScoreHasLengthAndCoveragePenalty() {
        for (CoveragePenalty coverage :
                List.of(CoveragePenalty.NONE, CoveragePenalty.wu(0.7), CoveragePenalty.summary(0.4))) {
            for (LengthPenalty length : List.of(LengthPenalty.NONE, LengthPenalty.AVERAGE, LengthPenalty.wu(0.9))) {
                SearchSettings settings = new SearchSettings(5, 5, 7, length, coverage, PLAIN);
                SearchInput<List<List<Integer>>> input =
                        SearchInput.of(decoder.start(1), 1, 4).withSourceLengths(new int[] {4});
                List<Hypothesis> found =
                        new BeamSearch<>(decoder, settings).search(input).get(0).hypotheses();
                assertThat(found).anyMatch(Hypothesis::finished).anyMatch(one -> one.tokens().length > 2);
                for (Hypothesis one : found) {
                    int steps = one.tokens().length + (one.finished() ? 1 : 0);
                    double[] c = new double[4];
                    List<Integer> history = new ArrayList<>(List.of(4));
                    for (int t = 0; t < steps; t++) {
                        float[] weights = HistoryDecoder.attention(history, 5);
                        Arrays.setAll(c, s -> c[s] + weights[s]);
                        if (t < one.tokens().length) {
                            history.add(one.tokens()[t]);
                        }
                    }
                    double penalty = Arrays.stream(c)
                            .map(x -> switch (coverage.kind()) {
                                case NONE -> 0;
                                case WU -> 0.7 * Math.log(Math.min(x, 1));
                                case SUMMARY -> -0.4 * (Math.max(x, 1) - 1);
                            })
                            .sum();
                    double divisor = switch (length.kind()) {
                        case NONE -> 1;
                        case AVERAGE -> steps;
                        case WU -> Math.pow((5 + steps) / 6.0, 0.9);
                    };
                    assertThat(one.score()).isCloseTo(one.logProbability() / divisor + penalty, within(1e-6));
                }
            }
        }
    }
}
