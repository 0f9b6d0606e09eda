package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.kernel.Stepper;

/**
 * A trained language model as a {@link StepDecoder}: a snapshot of its weights on the host, in float, safe for several threads. A step
 * costs one step, whatever came before it, and equals the graph's forward pass over the whole sequence up to rounding.
 *
 * <p>The first layer sees the tokens only through {@code W e(token) + b}. For small vocabularies that product is computed once, for every
 * token: a table {@code [V, G*H]} replaces the embedding and the input product.
 */
public final class LanguageModelDecoder implements StepDecoder<LanguageModelState> {
    private static final long TABLE_BYTES = 64L << 20;

    private final int vocabularySize;
    private final int embeddingSize;
    private final float[] embedding; // [V, E]
    private final float @Nullable [] projected; // [V, G*H] of the first layer; null: too large
    private final List<Layer> layers;
    private final TokenScores output;

    /**
     * One recurrent layer.
     *
     * @param stepper its cell
     * @param residual whether its input is added to its output
     */
    record Layer(Stepper stepper, boolean residual) {}

    LanguageModelDecoder(
            int embeddingSize, float[] embedding, List<Layer> layers, TokenScores output, long tableBytes) {
        vocabularySize = output.vocabularySize();
        this.embeddingSize = embeddingSize;
        this.embedding = embedding;
        this.layers = List.copyOf(layers);
        this.output = output;
        Stepper first = layers.get(0).stepper();
        long size = (long) vocabularySize * first.projectedSize();
        projected = size * Float.BYTES <= tableBytes ? new float[(int) size] : null;
        if (projected != null) {
            first.project(vocabularySize, embedding, projected);
        }
    }

    /**
     * A snapshot of a graph as {@code LanguageModel} builds it: a {@code TokenEmbedding}, forward {@code Recurrent} layers one above the
     * other, a {@code TokenOutput}. States that a stateful graph carries are not taken along: {@link #start} begins with zeros.
     *
     * @throws IllegalArgumentException if the graph has another form; the message says where
     */
    public static LanguageModelDecoder of(ComputationGraph graph) {
        return of(graph, TABLE_BYTES);
    }

    /** @param tableBytes greatest size of the table of input products */
    static LanguageModelDecoder of(ComputationGraph graph, long tableBytes) {
        return LanguageModelReader.read(graph, tableBytes);
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public LanguageModelState start(int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("Expected at least one hypothesis, found " + batch + '.');
        }
        List<float[]> states = new ArrayList<>();
        layers.forEach(layer -> states.add(new float[batch * layer.stepper().stateSize()]));
        return new LanguageModelState(batch, states.toArray(new float[0][]));
    }

    @Override
    public Step<LanguageModelState> step(LanguageModelState state, int[] tokens) {
        int batch = state.batch();
        check(batch, tokens);
        float[][] next = new float[layers.size()][];
        float[] x = {}; // [B, I]
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            Stepper stepper = layer.stepper();
            next[l] = new float[batch * stepper.stateSize()];
            if (l == 0 && (projected == null || layer.residual())) {
                x = rows(embedding, embeddingSize, tokens);
            }
            if (l == 0 && projected != null) {
                stepper.stepProjected(batch, rows(projected, stepper.projectedSize(), tokens), state.layer(0), next[0]);
            } else {
                stepper.step(batch, x, state.layer(l), next[l]);
            }
            x = output(batch, stepper, next[l], layer.residual() ? x : null);
        }
        return new Step<>(output.logProbabilities(batch, x), new LanguageModelState(batch, next));
    }

    @Override
    public LanguageModelState select(LanguageModelState state, int[] rows) {
        return state.select(rows);
    }

    private void check(int batch, int[] tokens) {
        if (tokens.length != batch) {
            throw new IllegalArgumentException(
                    "Expected one token for each of " + batch + " hypotheses, found " + tokens.length + '.');
        }
        for (int token : tokens) {
            if (token < 0 || token >= vocabularySize) {
                throw new IllegalArgumentException(
                        "Expected token ids from 0 to " + (vocabularySize - 1) + ", found " + token + '.');
            }
        }
    }

    private static float[] rows(float[] table, int size, int[] tokens) {
        float[] rows = new float[tokens.length * size];
        for (int i = 0; i < tokens.length; i++) {
            System.arraycopy(table, tokens[i] * size, rows, i * size, size);
        }
        return rows;
    }

    /** h [B, H] of the state [B, H or 2H], plus the layer's input where it is residual. */
    private static float[] output(int batch, Stepper stepper, float[] state, float @Nullable [] residual) {
        int size = stepper.hiddenSize();
        float[] h = new float[batch * size];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(state, b * stepper.stateSize(), h, b * size, size);
        }
        if (residual != null) {
            for (int i = 0; i < h.length; i++) {
                h[i] += residual[i];
            }
        }
        return h;
    }
}
