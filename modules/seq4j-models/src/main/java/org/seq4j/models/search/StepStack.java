package org.seq4j.models.search;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.kernel.HostMatrix;
import org.seq4j.models.kernel.Stepper;

/**
 * One step of an embedding and the recurrent layers above it, on the host, immutable.
 *
 * <p>The first layer sees the tokens only through {@code W e(token) + b}. For small vocabularies that product is computed once, for every token: a table
 * {@code [V, G*H]} replaces the embedding and the input product. What is fed beside the embedding (input feeding) has a product of its own then.
 */
final class StepStack {
    /** Greatest size of the table of input products. */
    static final long TABLE_BYTES = 64L << 20;

    private final int vocabularySize;
    private final int embeddingSize;
    private final float[] embedding; // [V, E]
    private final float @Nullable [] projected; // [V, G*H] of the first layer; null: too large, or not a sum
    private final @Nullable HostMatrix fedWeights; // [F, G*H]; null: nothing is fed, or there is no table
    private final int fedSize; // F
    private final StepLayers layers;

    /**
     * What the first layer reads beside the embedding, behind it.
     *
     * @param size F
     * @param weights its rows {@code [F, G*H]} of the input weights; null where they do not act as a sum (layer normalisation)
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared never
    record Fed(int size, float @Nullable [] weights) {
        /** Nothing. */
        static final Fed NONE = new Fed(0, null);
    }

    /**
     * A stack.
     *
     * @param embedding {@code [V, E]}
     * @param tableBytes greatest size of the table of input products
     */
    StepStack(int embeddingSize, float[] embedding, Fed fed, List<StepLayers.Layer> layers, long tableBytes) {
        this.embeddingSize = embeddingSize;
        this.embedding = embedding;
        this.layers = new StepLayers(layers);
        vocabularySize = embedding.length / embeddingSize;
        fedSize = fed.size();
        Stepper first = layers.get(0).stepper();
        long size = (long) vocabularySize * first.projectedSize();
        boolean sums = fedSize == 0 || fed.weights() != null;
        projected = sums && size * Float.BYTES <= tableBytes ? new float[(int) size] : null;
        if (projected != null) {
            first.project(vocabularySize, fedSize == 0 ? embedding : joined(embedding, null), projected);
        }
        fedWeights = projected == null || fed.weights() == null
                ? null
                : new HostMatrix(fedSize, first.projectedSize(), fed.weights());
    }

    /** V. */
    int vocabularySize() {
        return vocabularySize;
    }

    /** The recurrent layers. */
    StepLayers layers() {
        return layers;
    }

    /** The embeddings of tokens, [B, E]. */
    float[] embeddings(int[] tokens) {
        return rows(embedding, embeddingSize, tokens);
    }

    /**
     * One step.
     *
     * @param tokens [B], each in 0..V-1
     * @param fed [B, F], or null where nothing is fed
     * @param states for each layer [B, stateSize]
     * @param next has a place for each layer's next state
     * @return the output of the last layer, [B, H]
     */
    float[] step(int[] tokens, float @Nullable [] fed, float[][] states, float[][] next) {
        StepLayers.Layer first = layers.first();
        float[] x = {}; // [B, I]
        if (projected == null || first.residual()) {
            x = fed == null ? embeddings(tokens) : joined(embeddings(tokens), fed);
        }
        return projected == null
                ? layers.step(tokens.length, x, states, next)
                : layers.stepProjected(
                        tokens.length, x, projection(first.stepper(), projected, tokens, fed), states, next);
    }

    private float[] projection(Stepper stepper, float[] table, int[] tokens, float @Nullable [] fed) {
        int width = stepper.projectedSize();
        float[] sum = rows(table, width, tokens);
        if (fedWeights != null && fed != null) {
            fedWeights.multiplyAdd(tokens.length, fed, fedSize, sum, 0, width);
        }
        return sum;
    }

    /** Rows [e; f]; f is 0 where it is null. */
    private float[] joined(float[] embeddings, float @Nullable [] fed) {
        int count = embeddings.length / embeddingSize;
        int width = embeddingSize + fedSize;
        float[] rows = new float[count * width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(embeddings, i * embeddingSize, rows, i * width, embeddingSize);
            if (fed != null) {
                System.arraycopy(fed, i * fedSize, rows, i * width + embeddingSize, fedSize);
            }
        }
        return rows;
    }

    /** Rows of a table of rows of this size, one after the other. */
    static float[] rows(float[] table, int size, int[] rows) {
        float[] result = new float[rows.length * size];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(table, rows[i] * size, result, i * size, size);
        }
        return result;
    }

    /** The same rows of each layer's matrix. */
    static float[][] select(float[][] layers, int batch, int[] rows) {
        float[][] selected = new float[layers.length][];
        Arrays.setAll(selected, l -> select(layers[l], batch, rows));
        return selected;
    }

    /** Rows of a matrix [B, n] in a new order, some dropped or repeated. */
    static float[] select(float[] values, int batch, int[] rows) {
        int size = values.length / batch;
        for (int row : rows) {
            if (row < 0 || row >= batch) {
                throw new IllegalArgumentException("Expected rows from 0 to " + (batch - 1) + ", found " + row + '.');
            }
        }
        return rows(values, size, rows);
    }

    /**
     * Checks the tokens of a step.
     *
     * @param limit one more than the greatest id
     * @throws IllegalArgumentException if there are not B, or one is out of range
     */
    static void check(int batch, int[] tokens, int limit) {
        if (tokens.length != batch) {
            throw new IllegalArgumentException(
                    "Expected one token for each of " + batch + " hypotheses, found " + tokens.length + '.');
        }
        for (int token : tokens) {
            if (token < 0 || token >= limit) {
                throw new IllegalArgumentException(
                        "Expected token ids from 0 to " + (limit - 1) + ", found " + token + '.');
            }
        }
    }
}
