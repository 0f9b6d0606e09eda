package org.seq4j.models.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.attention.AttentionOutput;
import org.seq4j.models.attention.AttentionSpec;
import org.seq4j.models.attention.AttentionStepper;

/** The steps of a {@link Seq2SeqDecoder} over one batch of encoded sources. */
final class Seq2SeqSteps implements StepDecoder<Seq2SeqState> {
    private final StepStack stack;
    private final TokenScores output;
    private final @Nullable AttentionStepper attention;
    private final boolean feeds;
    private final Encoded encoded;

    Seq2SeqSteps(Seq2SeqDecoder.Parts parts, Encoded encoded) {
        stack = parts.stack();
        output = parts.output();
        attention = parts.attention();
        feeds = parts.feeds();
        this.encoded = encoded;
    }

    @Override
    public int vocabularySize() {
        return encoded.vocabularySize();
    }

    @Override
    public Seq2SeqState start(int batch) {
        if (batch != encoded.sources()) {
            throw new IllegalArgumentException("Expected one hypothesis for each of " + encoded.sources()
                    + " sources, found " + batch + ": make beams with select.");
        }
        int[] sources = new int[batch];
        Arrays.setAll(sources, i -> i);
        AttentionSpec spec = attention == null ? null : attention.spec();
        return new Seq2SeqState(
                sources,
                encoded.initial(),
                spec == null || !feeds ? null : new float[batch * fedSize(spec)],
                spec == null || !spec.coverage() ? null : new float[batch * encoded.time()],
                null);
    }

    private static int fedSize(AttentionSpec spec) {
        return spec.output() == AttentionOutput.DEEP ? spec.memorySize() : spec.outputSize();
    }

    @Override
    public Step<Seq2SeqState> step(Seq2SeqState state, int[] tokens) {
        int batch = state.batch();
        StepStack.check(batch, tokens, vocabularySize());
        int[] known = known(tokens);
        float[][] next = new float[state.layers().length][];
        float[] top = stack.step(known, state.fed(), state.layers(), next);
        AttentionStepper.Memory memory = encoded.memory();
        if (attention == null || memory == null) {
            return new Step<>(
                    output.logProbabilities(batch, top), new Seq2SeqState(state.sources(), next, null, null, null));
        }
        return attend(attention, memory, state, known, next, top);
    }

    /** Tokens that the vocabulary lacks are read as unknown ones. */
    private int[] known(int[] tokens) {
        if (vocabularySize() == stack.vocabularySize()) {
            return tokens;
        }
        return Arrays.stream(tokens)
                .map(token -> token < stack.vocabularySize() ? token : Seq2SeqDecoder.UNKNOWN)
                .toArray();
    }

    private Step<Seq2SeqState> attend(
            AttentionStepper attending,
            AttentionStepper.Memory memory,
            Seq2SeqState state,
            int[] known,
            float[][] next,
            float[] top) {
        AttentionSpec spec = attending.spec();
        int batch = state.batch();
        float[] weights = new float[batch * encoded.time()];
        float[] contexts = new float[batch * spec.memorySize()];
        attending.attend(memory, state.sources(), top, state.coverage(), weights, contexts);
        float[] embeddings = spec.readsEmbedding() ? stack.embeddings(known) : null;
        float[] vector = new float[batch * spec.outputSize()];
        attending.output(batch, contexts, top, embeddings, vector);
        float[] scores = output.logProbabilities(batch, vector);
        if (spec.copy() && embeddings != null) {
            float[] generation = new float[batch];
            attending.generation(batch, contexts, top, embeddings, generation);
            scores = mixed(state.sources(), scores, generation, weights);
        }
        float[] fed = !feeds ? null : spec.output() == AttentionOutput.DEEP ? contexts : vector;
        return new Step<>(
                scores, new Seq2SeqState(state.sources(), next, fed, covered(state.coverage(), weights), weights));
    }

    private static float @Nullable [] covered(float @Nullable [] before, float[] weights) {
        if (before == null) {
            return null;
        }
        float[] sum = before.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weights[i];
        }
        return sum;
    }

    /** {@code ln P} over the extended vocabulary (See, Liu, Manning 2017, equation 9), [B, V + X]; minus infinity for numbers that a source does not use. */
    private float[] mixed(int[] sources, float[] generated, float[] generation, float[] weights) {
        int size = output.vocabularySize();
        int extended = vocabularySize();
        float[] result = new float[sources.length * extended];
        for (int b = 0; b < sources.length; b++) {
            int to = b * extended;
            float logGeneration = (float) Math.log(generation[b]);
            for (int v = 0; v < size; v++) {
                result[to + v] = generated[b * size + v] + logGeneration;
            }
            Arrays.fill(result, to + size, to + extended, Float.NEGATIVE_INFINITY);
            int[] ids = encoded.copySource(sources[b]);
            for (int s = 0; s < ids.length; s++) {
                double copied = (1 - generation[b]) * weights[b * encoded.time() + s];
                int at = to + ids[s];
                result[at] = (float) Math.log(Math.exp(result[at]) + copied);
            }
        }
        return result;
    }

    @Override
    public Seq2SeqState select(Seq2SeqState state, int[] rows) {
        return state.select(rows);
    }

    @Override
    public float @Nullable [] attention(Seq2SeqState state) {
        return state.weights();
    }
}
