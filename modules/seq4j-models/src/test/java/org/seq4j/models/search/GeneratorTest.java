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

class GeneratorTest {
    private static final int V = 9;
    private static final Sampler SAMPLER = new Sampler(1.1, 6, 0.95);

    private final HistoryDecoder decoder = new HistoryDecoder(V);

    @Test
    void aBatchOfPromptsGivesWhatEachGivesAlone() {
        Generator<?> generator =
                new Generator<>(decoder, new GenerationSettings(8, SAMPLER, Set.of(3), Set.of(0, 1, 2)));
        List<int[]> prompts = new ArrayList<>();
        long[] seeds = new long[12];
        for (int i = 0; i < seeds.length; i++) {
            int[] prompt = new int[1 + i % 5];
            for (int t = 0; t < prompt.length; t++) {
                prompt[t] = (t < 1 ? 4 : i * t) % V;
            }
            prompts.add(prompt);
            seeds[i] = 1000L + i;
        }
        List<Generation> together = generator.generate(prompts, seeds, (sequence, token, score) -> {});
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < seeds.length; i++) {
            assertThat(together.get(i)).isEqualTo(generator.generate(prompts.get(i), seeds[i]));
            lengths.add(together.get(i).tokens().size());
        }
        assertThat(lengths).hasSizeGreaterThan(2);
        assertThat(together).anyMatch(Generation::stopped).anyMatch(one -> !one.stopped());
    }

    @Test
    void promptsWithoutACommonBeginningWorkToo() {
        Generator<?> generator = new Generator<>(decoder, new GenerationSettings(4, SAMPLER, Set.of(), Set.of()));
        List<int[]> prompts = List.of(new int[] {5, 1}, new int[] {6}, new int[] {7, 7, 7});
        List<Generation> together = generator.generate(prompts, new long[] {1, 2, 3}, (sequence, token, score) -> {});
        for (int i = 0; i < 3; i++) {
            assertThat(together.get(i)).isEqualTo(generator.generate(prompts.get(i), i + 1));
        }
    }

    @Test
    void greedyFollowsTheMostProbableTokens() {
        Generator<?> generator =
                new Generator<>(decoder, new GenerationSettings(8, Sampler.GREEDY, Set.of(), Set.of()));
        List<Integer> history = new ArrayList<>(List.of(4, 2));
        List<Integer> expected = new ArrayList<>();
        double score = 0;
        for (int t = 0; t < 8; t++) {
            float[] logs = decoder.logProbabilities(history);
            int best = 0;
            for (int i = 1; i < V; i++) {
                best = logs[i] > logs[best] ? i : best;
            }
            expected.add(best);
            history.add(best);
            score += logs[best];
        }
        Generation generation = generator.generate(new int[] {4, 2}, 99);
        assertThat(generation.tokens()).isEqualTo(expected);
        assertThat(generation.logProbability()).isCloseTo(score, within(1e-12));
        assertThat(generation.stopped()).isFalse();
    }

    @Test
    void theScoreIsTheModelsEvenUnderCutsAndCountsTheStop() {
        Generator<?> generator =
                new Generator<>(decoder, new GenerationSettings(50, SAMPLER, Set.of(3, 5), Set.of(0, 1)));
        Generation generation = generator.generate(new int[] {4}, 8);
        assertThat(generation.stopped()).isTrue();
        List<Integer> history = new ArrayList<>(List.of(4));
        double score = 0;
        for (int token : generation.tokens()) {
            score += decoder.logProbabilities(history)[token];
            history.add(token);
        }
        double left = generation.logProbability() - score;
        float[] last = decoder.logProbabilities(history);
        assertThat(Math.min(Math.abs(left - last[3]), Math.abs(left - last[5]))).isLessThan(1e-9);
    }

    @Test
    void bannedAndStoppingTokensAreNeverPutOut() {
        Generator<?> generator =
                new Generator<>(decoder, new GenerationSettings(30, new Sampler(3, 0, 1), Set.of(3), Set.of(0, 1, 2)));
        Set<Integer> produced = new HashSet<>();
        generator.generate(new int[] {1}, 200, 5).forEach(one -> produced.addAll(one.tokens()));
        assertThat(produced).containsExactlyInAnyOrder(4, 5, 6, 7, 8);
    }

    @Test
    void manyContinuationsBeginWithTheOneAndDiffer() {
        Generator<?> generator = new Generator<>(decoder, new GenerationSettings(10, SAMPLER, Set.of(3), Set.of()));
        List<Generation> many = generator.generate(new int[] {4, 5}, 6, 77);
        assertThat(many).hasSize(6);
        assertThat(many.get(0)).isEqualTo(generator.generate(new int[] {4, 5}, 77));
        assertThat(many).isEqualTo(generator.generate(new int[] {4, 5}, 6, 77));
        assertThat(many.subList(0, 3)).isEqualTo(generator.generate(new int[] {4, 5}, 3, 77));
        assertThat(new HashSet<>(many)).hasSizeGreaterThan(4);
    }

    @Test
    void aSharedPromptIsReadOnceAndFinishedSequencesLeave() {
        Generator<?> generator = new Generator<>(decoder, new GenerationSettings(20, SAMPLER, Set.of(3), Set.of()));
        List<Generation> many = generator.generate(new int[] {4, 5, 6, 7}, 8, 1);
        assertThat(decoder.batches.subList(0, 4)).containsOnly(1);
        // A sequence takes part in one step for each token it puts out, but for the last one at the greatest length.
        int steps = many.stream()
                .mapToInt(one -> one.tokens().size() - (one.stopped() ? 0 : 1))
                .sum();
        assertThat(decoder.batches.stream().mapToInt(b -> b).sum()).isEqualTo(4 + steps);
    }

    @Test
    void theListenerHearsEveryTokenInOrder() {
        Generator<?> generator = new Generator<>(decoder, new GenerationSettings(20, SAMPLER, Set.of(3), Set.of()));
        List<Integer> heard = new ArrayList<>();
        double[] score = new double[1];
        Generation generation = generator.generate(new int[] {4}, 12, (sequence, token, logProbability) -> {
            assertThat(sequence).isZero();
            heard.add(token);
            score[0] += logProbability;
        });
        assertThat(heard).isEqualTo(generation.tokens()).isNotEmpty();
        assertThat(score[0]).isGreaterThanOrEqualTo(generation.logProbability());
    }

    @Test
    void severalSamplesOfABatchAreDistinctAndThoseOfEachExampleAlone() {
        Generator<List<List<Integer>>> generator =
                new Generator<>(decoder, new GenerationSettings(3, SAMPLER, Set.of(3), Set.of(0, 1, 2)));
        int n = 5;
        int[][] prompts = IntStream.range(0, n).mapToObj(i -> new int[] {i, 4}).toArray(int[][]::new);
        long[] seeds = IntStream.range(0, n).mapToLong(i -> 40 + i).toArray();
        List<SearchResult> together = generator.sample(SearchInput.of(decoder.start(n), prompts), 6, seeds);
        for (int i = 0; i < n; i++) {
            SearchResult alone = generator
                    .sample(SearchInput.of(decoder.start(1), new int[][] {prompts[i]}), 6, new long[] {seeds[i]})
                    .get(0);
            BeamSearchTest.assertSame(together.get(i), alone);
            assertThat(together.get(i).hypotheses().stream()
                            .map(one -> Arrays.toString(one.tokens()))
                            .distinct())
                    .hasSize(6);
            Generation first = generator.generate(prompts[i], seeds[i]);
            assertThat(together.get(i).best().tokens())
                    .isEqualTo(first.tokens().stream().mapToInt(token -> token).toArray());
            assertThat(together.get(i).best().logProbability()).isEqualTo(first.logProbability());
        }
    }

    @Test
    void thereAreFewerSamplesWhereTheModelHasNoMore() {
        Generator<List<List<Integer>>> generator = new Generator<>(
                decoder, new GenerationSettings(1, new Sampler(9, 0, 1), Set.of(3), Set.of(0, 1, 2, 6, 7, 8)));
        SearchResult result = generator
                .sample(SearchInput.of(decoder.start(1), 1, 4), 20, new long[] {1})
                .get(0);
        assertThat(result.hypotheses().stream().map(one -> Arrays.toString(one.tokens())))
                .containsExactlyInAnyOrder("[]", "[4]", "[5]");
    }

    @Test
    void mistakesEndInASentence() {
        GenerationSettings settings = new GenerationSettings(5, SAMPLER, Set.of(), Set.of());
        Generator<?> generator = new Generator<>(decoder, settings);
        assertThatThrownBy(() -> generator.generate(new int[0], 1)).hasMessageContaining("begin with <s>");
        assertThatThrownBy(() -> generator.generate(new int[] {V}, 1)).hasMessageContaining("from 0 to 8, found 9");
        assertThatThrownBy(() -> generator.generate(new int[] {1}, 0, 1)).hasMessageContaining("count");
        assertThatThrownBy(() -> new Generator<>(decoder, settings)
                        .sample(SearchInput.of(decoder.start(2), 2, 4), 1, new long[1]))
                .hasMessageContaining("2 examples, found 1 and 1 seeds");
        assertThatThrownBy(() -> new GenerationSettings(0, SAMPLER, Set.of(), Set.of()))
                .hasMessageContaining("max_length");
        assertThatThrownBy(() -> new Generator<>(decoder, new GenerationSettings(5, SAMPLER, Set.of(-1), Set.of())))
                .hasMessageContaining("stop ids");
        assertThatThrownBy(() -> new Generator<>(
                        decoder, new GenerationSettings(5, SAMPLER, Set.of(), Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8))))
                .hasMessageContaining("all 9 are banned");
    }
}
