package org.seq4j.models.node;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies rows of matrices. */
public final class RowCopy {
    private RowCopy() {}

    /**
     * {@code to[i] = from[rows[i]]}, both 'c' order, not the same memory. ND4J's own method lets go of its arguments before the native copy ends: a view that nobody else refers to can
     * be freed meanwhile, and the process crash.
     *
     * @param from {@code [N, F]}
     * @param to {@code [M, F]}
     * @param rows M numbers of rows
     * @return {@code to}
     */
    public static INDArray pull(INDArray from, INDArray to, int[] rows) {
        try {
            return Nd4j.pullRows(from, to, 1, rows);
        } finally {
            Reference.reachabilityFence(from);
            Reference.reachabilityFence(to);
        }
    }
}
