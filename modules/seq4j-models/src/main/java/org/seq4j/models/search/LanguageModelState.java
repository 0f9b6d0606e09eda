package org.seq4j.models.search;

/** State of B hypotheses of a language model: for each recurrent layer [B, H], or [B, 2H] (h then c). Immutable. */
public final class LanguageModelState {
    private final int batch;
    private final float[][] layers;

    LanguageModelState(int batch, float[][] layers) {
        this.batch = batch;
        this.layers = layers;
    }

    /** B. */
    public int batch() {
        return batch;
    }

    /** The rows of one layer; not to be changed. */
    float[] layer(int index) {
        return layers[index];
    }

    LanguageModelState select(int[] rows) {
        float[][] selected = new float[layers.length][];
        for (int l = 0; l < layers.length; l++) {
            int size = layers[l].length / batch;
            selected[l] = new float[rows.length * size];
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] < 0 || rows[i] >= batch) {
                    throw new IllegalArgumentException(
                            "Expected rows from 0 to " + (batch - 1) + ", found " + rows[i] + '.');
                }
                System.arraycopy(layers[l], rows[i] * size, selected[l], i * size, size);
            }
        }
        return new LanguageModelState(rows.length, selected);
    }
}
