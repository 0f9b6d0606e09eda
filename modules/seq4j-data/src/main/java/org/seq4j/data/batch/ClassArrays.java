package org.seq4j.data.batch;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Labels of whole examples. */
final class ClassArrays {
    private ClassArrays() {}

    /**
     * The one label of each example as INT32 {@code [B, 1]}, or several as FLOAT {@code [B, L]} of 0 and 1.
     *
     * @param ids the labels of each example
     * @param labels L
     */
    static INDArray of(int[][] ids, int labels, boolean several) {
        int rows = ids.length;
        if (several) {
            float[] set = new float[rows * labels];
            for (int b = 0; b < rows; b++) {
                for (int id : ids[b]) {
                    set[b * labels + id] = 1f;
                }
            }
            return Nd4j.createFromArray(set).reshape(rows, labels);
        }
        int[] single = new int[rows];
        for (int b = 0; b < rows; b++) {
            single[b] = ids[b][0];
        }
        return Nd4j.createFromArray(single).reshape(rows, 1);
    }
}
