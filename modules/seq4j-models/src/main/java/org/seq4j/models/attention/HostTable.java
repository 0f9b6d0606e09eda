package org.seq4j.models.attention;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.HostArrays;

/** A matrix of floats on the heap, each row an array of its own as {@link HostRows} wants it, which is kept from batch to batch and grows. */
final class HostTable {
    private final int width;
    private float[][] rows = {};
    private float[] flat = {};

    HostTable(int width) {
        this.width = width;
    }

    /** At least n rows, their content as it was. */
    float[][] atLeast(int n) {
        int held = rows.length;
        if (held < n) {
            rows = Arrays.copyOf(rows, n);
            for (int i = held; i < n; i++) {
                rows[i] = new float[width];
            }
        }
        return rows;
    }

    float[] row(int i) {
        return rows[i];
    }

    float[][] rows() {
        return rows;
    }

    /** The rows {@code at..} from a matrix, contiguous in 'c' order; there must be enough. */
    void load(INDArray matrix, int at) {
        int n = (int) matrix.length() / width;
        float[] values = flat(n);
        HostArrays.copy(matrix, values);
        for (int i = 0; i < n; i++) {
            System.arraycopy(values, i * width, rows[at + i], 0, width);
        }
    }

    /** A matrix, contiguous in 'c' order, from the rows {@code at..}. */
    void store(int at, INDArray matrix) {
        int n = (int) matrix.length() / width;
        float[] values = flat(n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows[at + i], 0, values, i * width, width);
        }
        HostArrays.copy(values, matrix);
    }

    /** Sets the first n rows to 0; makes them where they are missing. */
    void clear(int n) {
        atLeast(n);
        for (int i = 0; i < n; i++) {
            Arrays.fill(rows[i], 0);
        }
    }

    private float[] flat(int n) {
        if (flat.length < n * width) {
            flat = new float[n * width];
        }
        return flat;
    }
}
