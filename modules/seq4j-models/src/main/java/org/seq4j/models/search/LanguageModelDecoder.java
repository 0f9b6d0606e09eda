package org.seq4j.models.search;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained language model as a {@link StepDecoder}: a snapshot of its weights on the host, in float, safe for several threads. A step
 * costs one step, whatever came before it, and equals the graph's forward pass over the whole sequence up to rounding.
 */
public final class LanguageModelDecoder implements StepDecoder<LanguageModelState> {
    private final StepStack stack;
    private final TokenScores output;

    LanguageModelDecoder(StepStack stack, TokenScores output) {
        this.stack = stack;
        this.output = output;
    }

    /**
     * A snapshot of a graph as {@code LanguageModel} builds it: a {@code TokenEmbedding}, forward {@code Recurrent} layers one above the
     * other, a {@code TokenOutput}. States that a stateful graph carries are not taken along: {@link #start} begins with zeros.
     *
     * @throws IllegalArgumentException if the graph has another form; the message says where
     */
    public static LanguageModelDecoder of(ComputationGraph graph) {
        return of(graph, StepStack.TABLE_BYTES);
    }

    /** @param tableBytes greatest size of the table of input products */
    static LanguageModelDecoder of(ComputationGraph graph, long tableBytes) {
        return LanguageModelReader.read(graph, tableBytes);
    }

    @Override
    public int vocabularySize() {
        return output.vocabularySize();
    }

    @Override
    public LanguageModelState start(int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("Expected at least one hypothesis, found " + batch + '.');
        }
        return new LanguageModelState(batch, stack.layers().start(batch));
    }

    @Override
    public Step<LanguageModelState> step(LanguageModelState state, int[] tokens) {
        int batch = state.batch();
        StepStack.check(batch, tokens, vocabularySize());
        float[][] next = new float[state.layers().length][];
        float[] x = stack.step(tokens, null, state.layers(), next);
        return new Step<>(output.logProbabilities(batch, x), new LanguageModelState(batch, next));
    }

    @Override
    public LanguageModelState select(LanguageModelState state, int[] rows) {
        return state.select(rows);
    }
}
