package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Continues prompts by sampling (greedy is sampling at temperature 0). Each sequence has a seed of its own, so generating many at once
 * gives what generating one by one gives; what prompts have in common is read once, and finished sequences leave the batch.
 *
 * @param <S> state of the decoder
 */
public final class Generator<S> {
    private static final TokenListener SILENT = (sequence, token, logProbability) -> {};

    private final StepDecoder<S> decoder;
    private final GenerationSettings settings;

    /** @throws IllegalArgumentException if a stop or banned id is not in the vocabulary, or every token is banned */
    public Generator(StepDecoder<S> decoder, GenerationSettings settings) {
        this.decoder = decoder;
        this.settings = settings;
        settings.stopIds().forEach(id -> inVocabulary("stop", id));
        settings.bannedIds().forEach(id -> inVocabulary("banned", id));
        if (settings.bannedIds().size() == decoder.vocabularySize()) {
            throw new IllegalArgumentException("Expected a token that may be produced, found that all "
                    + decoder.vocabularySize() + " are banned.");
        }
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
        for (int i = 0; i < count; i++) {
            seeds[i] = i == 0 ? seed : Sampler.mix(seed + i * Sampler.GOLDEN_GAMMA);
        }
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
        List<Hypothesis> all = new ArrayList<>();
        for (int i = 0; i < seeds.length; i++) {
            int[] prompt = prompts.get(i);
            if (prompt.length == 0) {
                throw new IllegalArgumentException(
                        "Expected a prompt of at least one token, found an empty one: begin with <s>.");
            }
            for (int token : prompt) {
                inVocabulary("prompt", token);
            }
            all.add(new Hypothesis(i, prompt, seeds[i]));
        }
        run(all, listener);
        return all.stream().map(Hypothesis::result).toList();
    }

    private void run(List<Hypothesis> all, TokenListener listener) {
        int shared = sharedPrefix(all);
        S state = decoder.start(shared == 0 ? all.size() : 1);
        float[] scores = {};
        for (int t = 0; t < shared; t++) {
            Step<S> step = decoder.step(state, new int[] {all.get(0).prompt[t]});
            state = step.state();
            scores = step.logProbabilities();
        }
        int[] row = new int[all.size()]; // which row of the scores and the state each hypothesis continues
        if (shared == 0) {
            Arrays.setAll(row, i -> i);
        }
        int rows = shared == 0 ? all.size() : 1;
        List<Hypothesis> active = all;
        for (int t = shared; ; t++) {
            List<Hypothesis> next = new ArrayList<>();
            int[] tokens = new int[active.size()];
            int[] kept = new int[active.size()];
            for (int i = 0; i < active.size(); i++) {
                Hypothesis hypothesis = active.get(i);
                int token = t < hypothesis.prompt.length
                        ? hypothesis.prompt[t]
                        : extend(hypothesis, scores, row[i], listener);
                if (!hypothesis.finished) {
                    kept[next.size()] = row[i];
                    tokens[next.size()] = token;
                    next.add(hypothesis);
                }
            }
            if (next.isEmpty()) {
                return;
            }
            kept = Arrays.copyOf(kept, next.size());
            int[] unchanged = new int[next.size()];
            Arrays.setAll(unchanged, i -> i);
            if (rows != next.size() || !Arrays.equals(kept, unchanged)) {
                state = decoder.select(state, kept);
            }
            Step<S> step = decoder.step(state, Arrays.copyOf(tokens, next.size()));
            state = step.state();
            scores = step.logProbabilities();
            active = next;
            row = unchanged;
            rows = next.size();
        }
    }

    private int extend(Hypothesis hypothesis, float[] scores, int row, TokenListener listener) {
        int size = decoder.vocabularySize();
        int from = row * size;
        float[] allowed = Arrays.copyOfRange(scores, from, from + size);
        for (int id : settings.bannedIds()) {
            allowed[id] = Float.NEGATIVE_INFINITY;
        }
        int token = settings.sampler().choose(allowed, 0, size, hypothesis.seed, hypothesis.tokens.size());
        double score = scores[from + token];
        hypothesis.logProbability += score;
        if (settings.stopIds().contains(token)) {
            hypothesis.stopped = true;
            hypothesis.finished = true;
            return token;
        }
        hypothesis.tokens.add(token);
        hypothesis.finished = hypothesis.tokens.size() >= settings.maxLength();
        listener.generated(hypothesis.number, token, score);
        return token;
    }

    private static int sharedPrefix(List<Hypothesis> all) {
        int[] first = all.get(0).prompt;
        int shared = first.length;
        for (Hypothesis hypothesis : all) {
            int mismatch = Arrays.mismatch(first, hypothesis.prompt);
            shared = Math.min(shared, mismatch < 0 ? first.length : mismatch);
        }
        return shared;
    }

    private void inVocabulary(String what, int id) {
        if (id < 0 || id >= decoder.vocabularySize()) {
            throw new IllegalArgumentException(
                    "Expected " + what + " ids from 0 to " + (decoder.vocabularySize() - 1) + ", found " + id + '.');
        }
    }

    /** One sequence in the making. */
    private static final class Hypothesis {
        private final int number;
        private final int[] prompt;
        private final long seed;
        private final List<Integer> tokens = new ArrayList<>();
        private double logProbability;
        private boolean stopped;
        private boolean finished;

        Hypothesis(int number, int[] prompt, long seed) {
            this.number = number;
            this.prompt = prompt.clone();
            this.seed = seed;
        }

        Generation result() {
            return new Generation(tokens, logProbability, stopped);
        }
    }
}
