package org.seq4j.models.search;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;

/**
 * A trained classifier, tagger or regressor that reads forward, a step at a time: one step of B sequences in, an output for each at once, the state an explicit value.
 *
 * <p>A snapshot of the graph's weights on the host, in float, safe for several threads. A step costs one step, whatever came before it. The output after a step equals, up to
 * rounding, the graph's: with an output at each step that of the last step read; with the read-out of the final state that of the steps read so far, as if they were the whole
 * sequence.
 */
public final class SequenceStepper {
    private final @Nullable StepStack words; // null: the layers read vectors
    private final StepLayers layers;
    private final boolean finalState;
    private final StepOutput output;

    /**
     * A stepper.
     *
     * @param words the embedding and the layers above it, of a model of tokens
     * @param layers the recurrent layers
     * @param finalState whether the output reads the last layer's h, without its residual connection
     */
    SequenceStepper(@Nullable StepStack words, StepLayers layers, boolean finalState, StepOutput output) {
        this.words = words;
        this.layers = layers;
        this.finalState = finalState;
        this.output = output;
    }

    /**
     * A snapshot of a graph as {@code SequenceClassifier}, {@code SequenceTagger} and {@code SequenceRegressor} build it.
     *
     * @throws IllegalArgumentException if the output needs more than the steps so far, or the graph has another form: a layer that does not read forward, a read-out other than the
     *     final state, a CRF, characters of words, a second output; the message says which
     */
    public static SequenceStepper of(ComputationGraph graph) {
        return new SequenceStepperReader(graph).read();
    }

    /** F of the vectors, or 0 for tokens. */
    public int features() {
        return words == null ? layers.first().stepper().inputSize() : 0;
    }

    /** K: classes, labels, or numbers. */
    public int outputSize() {
        return output.size();
    }

    /**
     * The state before the first step.
     *
     * @param batch B, at least 1
     */
    public SequenceState start(int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("Expected at least one sequence, found " + batch + '.');
        }
        return new SequenceState(batch, layers.start(batch));
    }

    /**
     * The outcome of a step.
     *
     * @param output [B, K]: probabilities of classes or labels; or numbers, of bits their probabilities
     * @param state the next state
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared never
    public record Next(float[] output, SequenceState state) {}

    /**
     * Reads one vector of each sequence.
     *
     * @param state state of B sequences, is not changed
     * @param x [B, F]
     * @throws IllegalArgumentException if there are not B vectors of F numbers, or the model reads tokens
     */
    public Next step(SequenceState state, float[] x) {
        int batch = state.batch();
        if (words != null || x.length != batch * features()) {
            throw new IllegalArgumentException("Expected " + batch + " x " + features() + " numbers"
                    + (words == null ? "" : " (the model reads tokens)") + ", found " + x.length + '.');
        }
        float[][] next = new float[state.layers().length][];
        return next(batch, layers.step(batch, x, state.layers(), next), next);
    }

    /**
     * Reads one token of each sequence.
     *
     * @param state state of B sequences, is not changed
     * @param tokens [B], ids
     * @throws IllegalArgumentException if there are not B, one is no id of the vocabulary, or the model reads vectors
     */
    public Next step(SequenceState state, int[] tokens) {
        if (words == null) {
            throw new IllegalArgumentException("Expected vectors, which the model reads, found tokens.");
        }
        StepStack.check(state.batch(), tokens, words.vocabularySize());
        float[][] next = new float[state.layers().length][];
        return next(state.batch(), words.step(tokens, null, state.layers(), next), next);
    }

    private Next next(int batch, float[] top, float[][] states) {
        float[] x = top;
        if (finalState) {
            float[] last = states[states.length - 1];
            int size = layers.outputSize();
            x = new float[batch * size];
            for (int b = 0; b < batch; b++) {
                System.arraycopy(last, b * (last.length / batch), x, b * size, size);
            }
        }
        return new Next(output.apply(batch, x), new SequenceState(batch, states));
    }
}
