package org.seq4j.models.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** State of B hypotheses of a pointer network. Immutable. */
public final class PointerState {
    private final int[] sources; // [B], the source that each hypothesis reads
    private final float[][] layers; // for each recurrent layer [B, H], or [B, 2H] (h then c)
    private final float @Nullable [] logProbabilities; // [B, S + 1], of the step that led here

    PointerState(int[] sources, float[][] layers, float @Nullable [] logProbabilities) {
        this.sources = sources;
        this.layers = layers;
        this.logProbabilities = logProbabilities;
    }

    /** B. */
    public int batch() {
        return sources.length;
    }

    int[] sources() {
        return sources;
    }

    float[][] layers() {
        return layers;
    }

    float @Nullable [] logProbabilities() {
        return logProbabilities;
    }

    PointerState select(int[] rows) {
        float[][] selected = StepStack.select(layers, batch(), rows);
        int[] from = new int[rows.length];
        Arrays.setAll(from, i -> sources[rows[i]]);
        float[] last = logProbabilities;
        return new PointerState(from, selected, last == null ? null : StepStack.select(last, batch(), rows));
    }
}
