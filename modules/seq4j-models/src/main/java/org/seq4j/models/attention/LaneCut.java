package org.seq4j.models.attention;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.CellState;
import org.seq4j.models.node.RowCopy;
import org.seq4j.models.node.TimeMajor;

/**
 * A batch dealt out to lanes, neighbours to the same one. In lane order the rows of an array {@code [T, B, F]} stand lane by lane, so that the part of a lane with b
 * examples is a contiguous array {@code [T, b, F]}; of one lane it is the array as it was.
 *
 * @param batch B
 * @param count of lanes, from 1 to B
 */
record LaneCut(int batch, int count) {
    /** The first example of a lane; of {@link #count}: B. */
    int from(int lane) {
        return (int) ((long) batch * lane / count);
    }

    /** The number of examples of a lane, at least 1. */
    int size(int lane) {
        return from(lane + 1) - from(lane);
    }

    /** Whether there is but one lane. */
    boolean isWhole() {
        return count == 1;
    }

    /**
     * The part of one lane, a view; with one lane the array itself.
     *
     * @param array in lane order, contiguous in 'c' order: {@code [B, F]}, {@code [N * B, F]}, {@code [N * B]} or {@code [N, B, F]}
     * @return {@code [b, F]}, {@code [N * b, F]}, {@code [N * b]} or {@code [N, b, F]}
     */
    INDArray part(INDArray array, int lane) {
        if (isWhole()) {
            return array;
        }
        int rank = array.rank();
        long width = rank == 1 ? 1 : array.size(rank - 1);
        long time = array.length() / width / batch;
        INDArray rows = RowViews.rows(
                array.reshape('c', new long[] {time * batch, width}),
                time * from(lane),
                time * from(lane + 1)); // [N * b, F]
        return switch (rank) {
            case 1 -> rows.reshape('c', new long[] {rows.length()});
            case 2 -> rows;
            default -> rows.reshape('c', new long[] {time, size(lane), width});
        };
    }

    /** The states {@code [B, F]} of a lane's examples; with several lanes copies. */
    CellState part(CellState states, int lane) {
        if (isWhole()) {
            return states;
        }
        INDArray c = states.c();
        return new CellState(
                part(states.h(), lane).dup('c'),
                c == null ? null : part(c, lane).dup('c'));
    }

    /** Copies {@code from [T, B, F]} into lane order. Both 'c' order, not the same memory. */
    void toLanes(INDArray from, INDArray to) {
        move(from, to, true);
    }

    /** Brings rows in lane order back to {@code [T, B, F]}. Both of that shape, 'c' order, not the same memory. */
    void fromLanes(INDArray from, INDArray to) {
        move(from, to, false);
    }

    private void move(INDArray from, INDArray to, boolean toLanes) {
        if (isWhole()) {
            to.assign(from);
        } else {
            RowCopy.pull(TimeMajor.rows(from), TimeMajor.rows(to), rows((int) from.size(0), toLanes));
        }
    }

    private int[] rows(int time, boolean toLanes) {
        int[] rows = new int[time * batch];
        int inLanes = 0;
        for (int lane = 0; lane < count; lane++) {
            for (int t = 0; t < time; t++) {
                for (int b = from(lane); b < from(lane + 1); b++) {
                    int inBatch = t * batch + b;
                    if (toLanes) {
                        rows[inLanes] = inBatch;
                    } else {
                        rows[inBatch] = inLanes;
                    }
                    inLanes++;
                }
            }
        }
        return rows;
    }
}
