package org.seq4j.models.attention;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.node.TimeOrder;

/**
 * The target steps of a batch in the order in which attention visits them: of each example the real ones first, so that coverage passes over masked steps as if they were
 * not there.
 *
 * @param order from time to visits and back
 * @param real of each row {@code [T * B]} in visiting order, 1 = real; null: all real
 * @param count of real tokens
 */
record TargetSteps(TimeOrder order, float @Nullable [] real, int count) {
    /**
     * The steps of one batch.
     *
     * @param mask {@code [B, T]}, 1 = real, of any form; null: all real
     * @throws IllegalArgumentException if the mask's shape is another
     */
    static TargetSteps of(@Nullable INDArray mask, int batch, int time) {
        TimeOrder order = TimeOrder.of(mask, batch, time, false);
        int[] lengths = order.lengths();
        if (lengths == null) {
            return new TargetSteps(order, null, batch * time);
        }
        return new TargetSteps(
                order, real(lengths, time), Arrays.stream(lengths).sum());
    }

    /** Of examples of these lengths, in visiting order {@code [T * B]}: 1 = real; null where all lengths are. */
    static float @Nullable [] real(int @Nullable [] lengths, int time) {
        if (lengths == null) {
            return null;
        }
        int batch = lengths.length;
        float[] real = new float[time * batch];
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < lengths[b]; t++) {
                real[t * batch + b] = 1;
            }
        }
        return real;
    }

    /** Sets the rows of masked steps of a matrix {@code [T * B, F]} in visiting order to 0. */
    void zeroMasked(INDArray rows) {
        zeroMasked(real, rows);
    }

    /** Sets those rows of a matrix {@code [T * B, F]} to 0 where {@code real} is 0; null: none. */
    static void zeroMasked(float @Nullable [] real, INDArray rows) {
        if (real != null) {
            try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
                rows.muliColumnVector(
                        Nd4j.createFromArray(real).castTo(rows.dataType()).reshape(real.length, 1));
            }
        }
    }

    /** An array {@code [T, B, F]} of time in visiting order: itself where that is the same, else a copy outside of workspaces. */
    INDArray toVisits(INDArray inTime) {
        if (order.isIdentity()) {
            return inTime;
        }
        INDArray result = like(inTime);
        order.toVisitingOrder(inTime, result);
        return result;
    }

    /** An array {@code [T, B, F]} of visits in the order of time: itself where that is the same, else a copy outside of workspaces. */
    INDArray toTime(INDArray visits) {
        if (order.isIdentity()) {
            return visits;
        }
        INDArray result = like(visits);
        order.fromVisitingOrder(visits, result);
        return result;
    }

    /** A column {@code [T * B]} as an array {@code [T, B, 1]} can be brought into either order. */
    static INDArray asArray(INDArray column, long time) {
        return column.reshape('c', time, column.length() / time, 1);
    }

    /** A new array of the same shape, outside of workspaces, not zeroed. */
    static INDArray like(INDArray array) {
        DataType type = array.dataType();
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return Nd4j.createUninitialized(type, array.shape(), 'c');
        }
    }
}
