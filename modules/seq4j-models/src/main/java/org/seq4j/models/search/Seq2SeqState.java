package org.seq4j.models.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** State of B hypotheses of a sequence-to-sequence model. Immutable. */
public final class Seq2SeqState {
    private final int[] sources; // [B], the source that each hypothesis reads
    private final float[][] layers; // for each recurrent layer [B, H], or [B, 2H] (h then c)
    private final float @Nullable [] fed; // [B, F], of models with input feeding
    private final float @Nullable [] coverage; // [B, S], of models with coverage: the sum of the weights so far
    private final float @Nullable [] weights; // [B, S], of the step that led here

    Seq2SeqState(
            int[] sources,
            float[][] layers,
            float @Nullable [] fed,
            float @Nullable [] coverage,
            float @Nullable [] weights) {
        this.sources = sources;
        this.layers = layers;
        this.fed = fed;
        this.coverage = coverage;
        this.weights = weights;
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

    float @Nullable [] fed() {
        return fed;
    }

    float @Nullable [] coverage() {
        return coverage;
    }

    float @Nullable [] weights() {
        return weights;
    }

    Seq2SeqState select(int[] rows) {
        float[][] selected = StepStack.select(layers, batch(), rows);
        int[] from = new int[rows.length];
        Arrays.setAll(from, i -> sources[rows[i]]);
        return new Seq2SeqState(from, selected, select(fed, rows), select(coverage, rows), select(weights, rows));
    }

    private float @Nullable [] select(float @Nullable [] values, int[] rows) {
        return values == null ? null : StepStack.select(values, batch(), rows);
    }
}
