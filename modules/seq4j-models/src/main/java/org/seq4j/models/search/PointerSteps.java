package org.seq4j.models.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.attention.AttentionSpec;
import org.seq4j.models.attention.AttentionStepper;

/** The steps of a {@link PointerDecoder} over one batch of encoded sources. */
final class PointerSteps implements StepDecoder<PointerState> {
    private final PointerDecoder.Parts parts;
    private final EncodedElements encoded;

    PointerSteps(PointerDecoder.Parts parts, EncodedElements encoded) {
        this.parts = parts;
        this.encoded = encoded;
    }

    @Override
    public int vocabularySize() {
        return encoded.vocabularySize();
    }

    @Override
    public long work() {
        return parts.layers().work()
                + (parts.glimpses().size() + 1L)
                        * vocabularySize()
                        * parts.pointer().work();
    }

    @Override
    public PointerState start(int batch) {
        if (batch != encoded.sources()) {
            throw new IllegalArgumentException("Expected one hypothesis for each of " + encoded.sources()
                    + " sources, found " + batch + ": make beams with select.");
        }
        int[] sources = new int[batch];
        Arrays.setAll(sources, i -> i);
        return new PointerState(sources, encoded.initial(), null);
    }

    @Override
    public Step<PointerState> step(PointerState state, int[] tokens) {
        int batch = state.batch();
        StepStack.check(batch, tokens, vocabularySize());
        float[][] next = new float[state.layers().length][];
        float[] query = parts.layers().step(batch, chosen(state.sources(), tokens), state.layers(), next);
        for (int g = 0; g < parts.glimpses().size(); g++) {
            query = glimpse(parts.glimpses().get(g), encoded.glimpse(g), state.sources(), query);
        }
        float[] scores = parts.pointer().logProbabilities(encoded.memory(), state.sources(), query);
        return new Step<>(scores, new PointerState(state.sources(), next, scores));
    }

    /** The elements at these positions, [B, E]. */
    private float[] chosen(int[] sources, int[] positions) {
        int width = parts.start().length;
        float[] result = new float[positions.length * width];
        for (int b = 0; b < positions.length; b++) {
            int position = positions[b];
            int size = encoded.size(sources[b]);
            if (position > size) {
                throw new IllegalArgumentException("Expected positions from 0 to " + size + " in source " + sources[b]
                        + ", counted from 0, found " + position + '.');
            }
            if (position == 0) {
                System.arraycopy(parts.start(), 0, result, b * width, width);
            } else {
                System.arraycopy(encoded.elements(sources[b]), (position - 1) * width, result, b * width, width);
            }
        }
        return result;
    }

    private static float[] glimpse(
            AttentionStepper attention, AttentionStepper.Memory memory, int[] sources, float[] query) {
        AttentionSpec spec = attention.spec();
        float[] weights = new float[sources.length * memory.time()];
        float[] contexts = new float[sources.length * spec.memorySize()];
        attention.attend(memory, sources, query, null, weights, contexts);
        float[] refined = new float[sources.length * spec.outputSize()];
        attention.output(sources.length, contexts, query, null, refined);
        return refined;
    }

    @Override
    public PointerState select(PointerState state, int[] rows) {
        return state.select(rows);
    }

    @Override
    public float @Nullable [] attention(PointerState state) {
        float[] scores = state.logProbabilities();
        if (scores == null) {
            return null;
        }
        float[] result = new float[scores.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = org.seq4j.models.kernel.FastExp.exp(scores[i]);
        }
        return result;
    }
}
