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

    /** The rows of each layer; not to be changed. */
    float[][] layers() {
        return layers;
    }

    LanguageModelState select(int[] rows) {
        float[][] selected = StepStack.select(layers, batch, rows);
        return new LanguageModelState(rows.length, selected);
    }
}
