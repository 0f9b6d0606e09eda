package org.seq4j.models.attention;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rows of a matrix as views. */
final class RowViews {
    private RowViews() {}

    /**
     * The rows {@code from..to-1} of a matrix, contiguous in 'c' order. They are taken through the vector of all elements: ND4J 1.0.0-M2.1 answers {@code
     * get(interval, all)} on a matrix that is a view itself, as parameters are, with an empty shape for some offsets.
     */
    static INDArray rows(INDArray matrix, long from, long to) {
        long width = matrix.size(1);
        return matrix.reshape('c', new long[] {matrix.length()})
                .get(NDArrayIndex.interval(from * width, to * width))
                .reshape('c', new long[] {to - from, width});
    }

    /** The rows of step t of a matrix {@code [T * B, F]}, {@code [B, F]}. */
    static INDArray step(INDArray rows, int t, int batch) {
        return rows(rows, (long) t * batch, (t + 1L) * batch);
    }
}
