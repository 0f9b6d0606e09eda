package org.seq4j.models.search;

/** Where a {@link SequenceStepper} stands in B sequences: for each recurrent layer [B, H], or [B, 2H] (h then c). Immutable. */
public final class SequenceState {
    private final int batch;
    private final float[][] layers;

    SequenceState(int batch, float[][] layers) {
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
}
