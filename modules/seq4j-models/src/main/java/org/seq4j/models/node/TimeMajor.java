package org.seq4j.models.node;

import java.util.Arrays;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory layout of this library's activations: one contiguous 'c' array {@code [T, B, F]}, shown to Deeplearning4j as the view {@code [B, F, T]}.
 *
 * <p>A step is then a contiguous row-major {@code [B, F]} matrix and a whole sequence a row-major {@code [T * B, F]} matrix: what BLAS and oneDNN read without a
 * copy. Arrays of other layers come in any layout and are copied once.
 */
public final class TimeMajor {
    private TimeMajor() {}

    /** A new array {@code [T, B, F]}, 'c' order, not zeroed, in the workspace of the given kind. */
    public static INDArray create(
            LayerWorkspaceMgr manager, ArrayType where, DataType type, long time, long batch, long features) {
        return manager.createUninitialized(where, type, new long[] {time, batch, features}, 'c');
    }

    /** The view {@code [B, F, T]} of a time-major array {@code [T, B, F]}. */
    public static INDArray toGraph(INDArray timeMajor) {
        return timeMajor.permute(1, 2, 0);
    }

    /**
     * The time-major form {@code [T, B, F]} of an activation {@code [B, F, T]}: the same memory if it lies so already, else a copy in the given workspace.
     *
     * @throws IllegalArgumentException if the activation is not of rank 3
     */
    public static INDArray fromGraph(INDArray activation, DataType type, LayerWorkspaceMgr manager, ArrayType where) {
        if (activation.rank() != 3) {
            throw new IllegalArgumentException("expected an activation of shape [batch, features, time], found shape "
                    + Arrays.toString(activation.shape()));
        }
        INDArray view = activation.permute(2, 0, 1);
        if (view.dataType() == type && isContiguous(view)) {
            return view;
        }
        INDArray copy = create(manager, where, type, view.size(0), view.size(1), view.size(2));
        copy.assign(view);
        return copy;
    }

    /** The time-major array {@code [T, B, F]} as a matrix {@code [T * B, F]}, the same memory. */
    public static INDArray rows(INDArray timeMajor) {
        return timeMajor.reshape('c', timeMajor.size(0) * timeMajor.size(1), timeMajor.size(2));
    }

    /** Ids of shape {@code [B, 1, T]} as the matrix {@code [B, T]}; anything else as it is. */
    public static INDArray idMatrix(INDArray ids) {
        return ids.rank() == 3 && ids.size(1) == 1 ? ids.reshape(ids.size(0), ids.size(2)) : ids;
    }

    /** Ids {@code [B, T]} on the host, a step's after those of the step before: {@code [T * B]}. */
    public static int[] ids(INDArray matrix) {
        return matrix.permute(1, 0).castTo(DataType.INT).dup('c').data().asInt();
    }

    /** Whether an array's elements lie one after the other in 'c' order. */
    static boolean isContiguous(INDArray array) {
        long expected = 1;
        for (int d = array.rank() - 1; d >= 0; d--) {
            if (array.size(d) != 1 && array.stride(d) != expected) {
                return false;
            }
            expected *= array.size(d);
        }
        return true;
    }
}
