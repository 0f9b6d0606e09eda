package org.seq4j.data.batch;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of ids of different lengths as {@code [B, T]}: all padding at first, ids 0 and mask 0. */
final class Padded {
    private final int rows;
    private final int steps;
    private final int[] ids;
    private final float[] mask;

    Padded(int rows, int steps) {
        this.rows = rows;
        this.steps = steps;
        int size = Math.multiplyExact(rows, steps);
        this.ids = new int[size];
        this.mask = new float[size];
    }

    /** One real position. */
    void put(int row, int step, int id) {
        ids[row * steps + step] = id;
        mask[row * steps + step] = 1f;
    }

    /** Real positions from {@code step} on. */
    void put(int row, int step, int[] values) {
        for (int t = 0; t < values.length; t++) {
            put(row, step + t, values[t]);
        }
    }

    /** INT32 {@code [B, T]}. */
    INDArray ids() {
        return Nd4j.createFromArray(ids).reshape(rows, steps);
    }

    /** FLOAT {@code [B, T]}, 1 = real. */
    INDArray mask() {
        return Nd4j.createFromArray(mask).reshape(rows, steps);
    }
}
