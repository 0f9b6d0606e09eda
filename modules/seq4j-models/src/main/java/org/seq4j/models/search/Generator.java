package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Continues prompts by sampling (greedy is sampling at temperature 0). Each sequence has a seed of its own, so generating many at once
 * gives what generating one by one gives; what prompts have in common is read once, and finished sequences leave the batch.
 *
 * @param <S> state of the decoder
 */
public final class Generator<S> {
    /** How often {@link #sample} draws before it gives up on more. */
    private static final int ROUNDS = 4;

    private static final TokenListener SILENT = (sequence, token, logProbability) -> {};

    private final StepDecoder<S> decoder;
    private final GenerationSettings settings;

    /** @throws IllegalArgumentException if a stop or banned id is not in the vocabulary, or every token is banned */
    public Generator(StepDecoder<S> decoder, GenerationSettings settings) {
        settings.constraints().check(decoder.vocabularySize());
        this.decoder = decoder;
        this.settings = settings;
    }

    /** One continuation of a prompt: tokens, not empty. */
    public Generation generate(int[] prompt, long seed) {
        return generate(prompt, seed, SILENT);
    }

    /** {@link #generate(int[], long)}, reporting each token at once. */
    public Generation generate(int[] prompt, long seed, TokenListener listener) {
        return generate(List.of(prompt), new long[] {seed}, listener).get(0);
    }

    /** Several continuations of a prompt; the first is that of {@link #generate(int[], long)}. */
    public List<Generation> generate(int[] prompt, int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, found " + count + '.');
        }
        long[] seeds = new long[count];
        Arrays.setAll(seeds, draw -> seed(seed, draw));
        return generate(Collections.nCopies(count, prompt), seeds, SILENT);
    }

    /**
     * One continuation of each prompt.
     *
     * @param prompts B prompts, none empty: a model that begins with nothing begins with {@code <s>}
     * @param seeds [B]
     */
    public List<Generation> generate(List<int[]> prompts, long[] seeds, TokenListener listener) {
        if (prompts.size() != seeds.length || seeds.length == 0) {
            throw new IllegalArgumentException("Expected one seed for each of at least one prompt, found "
                    + prompts.size() + " prompts and " + seeds.length + " seeds.");
        }
        SearchInput<S> input = SearchInput.shared(decoder.start(1), prompts.toArray(new int[0][]));
        List<Sample<S>> samples = new ArrayList<>();
        for (int i = 0; i < seeds.length; i++) {
            samples.add(new Sample<>(i, settings, input, i, seeds[i], listener));
        }
        loop(input).run(samples);
        return samples.stream().map(sample -> generation(sample.hypothesis())).toList();
    }

    /**
     * Several results for each example, different from each other: what was drawn before is drawn again, with the next seed, up to four times. There are fewer where the model
     * does not bring forth more.
     *
     * @param input the examples: start state, prompts, greatest lengths, prefixes, allowed tokens
     * @param count results for each example, at least 1
     * @param seeds [N]; an example's results depend on its own seed alone, and the first draw is that of this very seed
     * @throws IllegalArgumentException if a token of a prompt or prefix is not in the vocabulary, a prefix holds a stop token, or a log-probability is not a number
     */
    public List<SearchResult> sample(SearchInput<S> input, int count, long[] seeds) {
        if (count < 1 || seeds.length != input.examples()) {
            throw new IllegalArgumentException("Expected a count of at least 1 and a seed for each of "
                    + input.examples() + " examples, found " + count + " and " + seeds.length + " seeds.");
        }
        SearchLoop<S> loop = loop(input);
        List<Map<String, Hypothesis>> found = new ArrayList<>();
        for (int i = 0; i < seeds.length; i++) {
            found.add(new LinkedHashMap<>());
        }
        int[] draws = new int[seeds.length];
        for (int round = 0; round < ROUNDS; round++) {
            List<Sample<S>> samples = new ArrayList<>();
            for (int i = 0; i < seeds.length; i++) {
                for (int missing = count - found.get(i).size(); missing > 0; missing--) {
                    samples.add(new Sample<>(i, settings, input, samples.size(), seed(seeds[i], draws[i]++), SILENT));
                }
            }
            if (!samples.isEmpty()) {
                loop.run(samples);
            }
            for (Sample<S> sample : samples) {
                Hypothesis one = sample.hypothesis();
                found.get(sample.example()).putIfAbsent(Arrays.toString(one.tokens()), one);
            }
        }
        return found.stream()
                .map(one -> new SearchResult(List.copyOf(one.values())))
                .toList();
    }

    private SearchLoop<S> loop(SearchInput<S> input) {
        return new SearchLoop<>(decoder, input, settings.constraints());
    }

    /** The seed of one of several draws; the first is the seed itself. */
    private static long seed(long seed, int draw) {
        return draw == 0 ? seed : Sampler.mix(seed + draw * Sampler.GOLDEN_GAMMA);
    }

    private static Generation generation(Hypothesis hypothesis) {
        return new Generation(
                Arrays.stream(hypothesis.tokens()).boxed().toList(),
                hypothesis.logProbability(),
                hypothesis.finished());
    }
}
