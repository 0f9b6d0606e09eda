package org.seq4j.data.batch;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of frames of F numbers, of different lengths, as {@code [B, F, T]}: all padding at first, 0 and mask 0. */
final class Frames {
    private final int rows;
    private final int features;
    private final int steps;
    private final float[] values;
    private final float[] mask;

    Frames(int rows, int features, int steps) {
        this.rows = rows;
        this.features = features;
        this.steps = steps;
        this.values = new float[Math.multiplyExact(Math.multiplyExact(rows, features), steps)];
        this.mask = new float[rows * steps];
    }

    /** Real steps from the first on: the time-major frames, {@code delay} steps late, zeros before; as many as there are. */
    void put(int row, float[] frames, int delay) {
        for (int t = 0; t < frames.length / features; t++) {
            mask[row * steps + t] = 1f;
            for (int f = 0; f < features && t >= delay; f++) {
                values[(row * features + f) * steps + t] = frames[(t - delay) * features + f];
            }
        }
    }

    /** FLOAT {@code [B, F, T]}. */
    INDArray values() {
        return Nd4j.createFromArray(values).reshape(rows, features, steps);
    }

    /** FLOAT {@code [B, T]}, 1 = real. */
    INDArray mask() {
        return Nd4j.createFromArray(mask).reshape(rows, steps);
    }
}
