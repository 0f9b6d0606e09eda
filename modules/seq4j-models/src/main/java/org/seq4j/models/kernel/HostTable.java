package org.seq4j.models.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A matrix of floats on the heap, row by row, that is kept from batch to batch and grows. */
public final class HostTable {
    private final int width;
    private HostRow[] rows = {};
    private float[] flat = {};

    public HostTable(int width) {
        this.width = width;
    }

    /** Makes sure of n rows; those that were there stay. */
    public void atLeast(int n) {
        int held = rows.length;
        if (held < n) {
            rows = Arrays.copyOf(rows, n);
            for (int i = held; i < n; i++) {
                rows[i] = new HostRow(width);
            }
        }
    }

    public HostRow row(int i) {
        return rows[i];
    }

    /** The rows {@code at..} from a matrix, contiguous in 'c' order. */
    public void load(INDArray matrix, int at) {
        int n = (int) matrix.length() / width;
        atLeast(at + n);
        float[] values = flat(n);
        HostArrays.copy(matrix, values);
        for (int i = 0; i < n; i++) {
            rows[at + i].load(values, i * width);
        }
    }

    /** A matrix, contiguous in 'c' order, from the rows {@code at..}. */
    public void store(int at, INDArray matrix) {
        int n = (int) matrix.length() / width;
        float[] values = flat(n);
        for (int i = 0; i < n; i++) {
            rows[at + i].store(values, i * width);
        }
        HostArrays.copy(values, matrix);
    }

    /** Makes sure of n rows and sets them to 0. */
    public void clear(int n) {
        atLeast(n);
        for (int i = 0; i < n; i++) {
            rows[i].clear();
        }
    }

    private float[] flat(int n) {
        if (flat.length < n * width) {
            flat = new float[n * width];
        }
        return flat;
    }
}
