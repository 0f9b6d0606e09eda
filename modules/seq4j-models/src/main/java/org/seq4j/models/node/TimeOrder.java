package org.seq4j.models.node;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * In which order a recurrent pass visits the steps of each example of a batch: the real steps first, forwards or backwards, the masked ones after them.
 *
 * <p>A recurrent net that holds its state over masked steps computes exactly what it would compute if those steps were cut out. So a batch with any mask
 * (padding on the left or right, holes) becomes one padded on the right only, and the backward direction reverses each example within its own length. The order
 * is a permutation of the rows of a time-major matrix {@code [T * B, F]}; its inverse brings results back. A masked step comes back as one of the kernel's
 * zeroed steps, so outputs there are 0.
 */
public final class TimeOrder {
    private final int @Nullable [] gather;
    private final int @Nullable [] scatter;
    private final int @Nullable [] lengths;

    private TimeOrder(int @Nullable [] gather, int @Nullable [] scatter, int @Nullable [] lengths) {
        this.gather = gather;
        this.scatter = scatter;
        this.lengths = lengths;
    }

    /**
     * The order of one batch.
     *
     * @param mask {@code [B, T]}, 1 = real, 0 = masked; null = all real
     * @param batch B
     * @param time T
     * @param reverse whether the last real step comes first
     * @throws IllegalArgumentException if the mask's shape is not {@code [B, T]}
     */
    public static TimeOrder of(@Nullable INDArray mask, int batch, int time, boolean reverse) {
        if (mask == null) {
            return reverse ? reversed(batch, time) : new TimeOrder(null, null, null);
        }
        if (mask.rank() != 2 || mask.size(0) != batch || mask.size(1) != time) {
            throw new IllegalArgumentException("expected a mask of shape [batch, time] = [" + batch + ", " + time
                    + "], found " + Arrays.toString(mask.shape()));
        }
        float[] real = values(mask);
        int[] gather = new int[batch * time];
        int[] lengths = new int[batch];
        boolean identity = true;
        boolean ragged = false;
        for (int b = 0; b < batch; b++) {
            int length = 0;
            for (int t = 0; t < time; t++) {
                length += real[b * time + t] != 0 ? 1 : 0;
            }
            int nextReal = 0;
            int nextMasked = length;
            for (int t = 0; t < time; t++) {
                boolean isReal = real[b * time + t] != 0;
                int position = isReal ? (reverse ? length - 1 - nextReal++ : nextReal++) : nextMasked++;
                gather[position * batch + b] = t * batch + b;
                identity &= position == t;
            }
            lengths[b] = length;
            ragged |= length != time;
        }
        if (identity) {
            return new TimeOrder(null, null, ragged ? lengths : null);
        }
        return new TimeOrder(gather, inverse(gather), ragged ? lengths : null);
    }

    /** A mask's values on the host, row-major {@code [B, T]}. */
    public static float[] values(INDArray mask) {
        return mask.castTo(DataType.FLOAT).dup('c').data().asFloat();
    }

    private static TimeOrder reversed(int batch, int time) {
        int[] gather = new int[batch * time];
        for (int t = 0; t < time; t++) {
            for (int b = 0; b < batch; b++) {
                gather[(time - 1 - t) * batch + b] = t * batch + b;
            }
        }
        return new TimeOrder(gather, gather, null); // its own inverse
    }

    private static int[] inverse(int[] permutation) {
        int[] result = new int[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            result[permutation[i]] = i;
        }
        return result;
    }

    /** The number of real steps of each example; null where all are T. */
    public int @Nullable [] lengths() {
        return lengths;
    }

    /** Whether rows stay where they are. */
    public boolean isIdentity() {
        return gather == null;
    }

    /** Copies the rows of {@code from [T, B, F]} into visiting order. Both 'c' order, not the same memory. */
    public void toVisitingOrder(INDArray from, INDArray to) {
        move(from, to, gather);
    }

    /** Brings rows in visiting order back to their places. Both {@code [T, B, F]}, 'c' order, not the same memory. */
    public void fromVisitingOrder(INDArray from, INDArray to) {
        move(from, to, scatter);
    }

    private static void move(INDArray from, INDArray to, int @Nullable [] rows) {
        if (rows == null) {
            to.assign(from);
        } else {
            RowCopy.pull(TimeMajor.rows(from), TimeMajor.rows(to), rows);
        }
    }
}
