package org.seq4j.models.kernel;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An immutable matrix on the host for the products of a decoding step, safe for several threads.
 *
 * <p>From four rows on, and where oneDNN is, a copy of the matrix in native memory serves, made when first needed. For fewer rows the loops are written for HotSpot's vectoriser: each row of a panel is an array of its own and every index is the loop
 * variable alone. With offsets into one large array the same loop stays scalar and takes four times as long (0.19 against
 * 0.05 ns a multiply-add).
 */
public final class HostMatrix {
    /** Widest panel of a matrix that one thread multiplies: four rows and the sums stay in the first-level cache. */
    private static final int PANEL = 2048;

    /** From so many rows on, and for a matrix of so many elements, copying to native memory and back pays. */
    private static final int NATIVE_ROWS = 4;

    private static final int NATIVE_ELEMENTS = 1 << 13;

    /** A few rows against so large a matrix wait for memory: then its panels are shared out to threads. */
    private static final int SHARED_ELEMENTS = 1 << 17;

    /** About the width of a panel that is shared out, of matrices of some and of many columns: narrower ones cost the vectorised loop more than the threads gain. */
    private static final int SHARED_PANEL = 256;

    private static final int WIDE_SHARED_PANEL = 512;
    private static final int MANY_COLUMNS = 4096;

    /** A vector of the processor's holds no more floats. */
    private static final int VECTOR = 16;

    private final int depth;
    private final int columns;
    private final boolean shared;
    private final int panelWidth;
    private final float[][][] panels; // [panel][depth][columns of the panel]
    private volatile @Nullable NativeMatrix copy;

    /**
     * Copies a matrix.
     *
     * @param depth K
     * @param columns N
     * @param values [K, N] row-major
     * @throws IllegalArgumentException if there are not K*N values
     */
    public HostMatrix(int depth, int columns, float[] values) {
        this(depth, columns, values, columns, 0);
    }

    /** Copies the columns {@code from..from+columns-1} of a row-major matrix of the given width. */
    HostMatrix(int depth, int columns, float[] values, int width, int from) {
        if ((long) depth * width != values.length) {
            throw new IllegalArgumentException("A matrix of " + depth + " rows and " + width + " columns needs "
                    + (long) depth * width + " values, but there are " + values.length + ".");
        }
        this.depth = depth;
        this.columns = columns;
        shared = columns >= 2 * SHARED_PANEL && (long) depth * columns >= SHARED_ELEMENTS;
        panelWidth = shared ? sharedWidth(columns) : PANEL;
        panels = new float[(columns + panelWidth - 1) / panelWidth][depth][];
        for (int p = 0; p < panels.length; p++) {
            int first = p * panelWidth;
            int size = Math.min(panelWidth, columns - first);
            for (int k = 0; k < depth; k++) {
                int start = k * width + from + first;
                panels[p][k] = Arrays.copyOfRange(values, start, start + size);
            }
        }
    }

    /** An even number of panels of about one width. */
    private static int sharedWidth(int columns) {
        int count = columns / (columns < MANY_COLUMNS ? SHARED_PANEL : WIDE_SHARED_PANEL) / 2 * 2;
        int width = (columns + count - 1) / count;
        return (width + VECTOR - 1) / VECTOR * VECTOR;
    }

    /** K. */
    int depth() {
        return depth;
    }

    /** N. */
    public int columns() {
        return columns;
    }

    /** Whether a product of so many rows is left to oneDNN. */
    boolean nativePays(int rows) {
        return rows >= NATIVE_ROWS && (long) depth * columns >= NATIVE_ELEMENTS && Kernels.oneDnnServes(DataType.FLOAT);
    }

    /** A copy in native memory with some rows more, of zeros. */
    NativeMatrix toNative(int moreRows) {
        NativeMatrix matrix = new NativeMatrix(depth + moreRows, columns);
        for (int p = 0; p < panels.length; p++) {
            for (int k = 0; k < depth; k++) {
                matrix.put(k, p * panelWidth, panels[p][k], panels[p][k].length);
            }
        }
        return matrix;
    }

    private NativeMatrix copy() {
        NativeMatrix found = copy;
        if (found == null) {
            synchronized (this) {
                found = copy;
                if (found == null) {
                    found = toNative(0);
                    copy = found;
                }
            }
        }
        return found;
    }

    /** What is done with some columns of all rows once they are computed, in the thread that did so while they are in its cache. */
    @FunctionalInterface
    interface Finish {
        /** {@code panel} counts the panels from 0; the columns are {@code from} to {@code to - 1}. */
        void accept(int panel, int from, int to);
    }

    /** How many parts {@link #multiplyAdd(int, float[], int, float[], int, Finish)} has. */
    int panels() {
        return panels.length;
    }

    /**
     * {@code out += a W} for every row. How many rows there are changes a result by rounding at most.
     *
     * @param rows number of rows
     * @param a rows of K values, {@code aStride} apart
     * @param out rows of N values, {@code outStride} apart, the first at {@code outOffset}
     */
    public void multiplyAdd(int rows, float[] a, int aStride, float[] out, int outOffset, int outStride) {
        if (nativePays(rows)) {
            copy().multiplyAdd(rows, a, aStride, out, outOffset, outStride);
            return;
        }
        eachPanel(p -> multiplyAdd(p, rows, a, aStride, out, outOffset, outStride));
    }

    /**
     * The same for a few rows by Java's loops, and what follows.
     *
     * @param out rows of N values, {@code outStride} apart
     */
    void multiplyAdd(int rows, float[] a, int aStride, float[] out, int outStride, Finish finish) {
        eachPanel(p -> {
            multiplyAdd(p, rows, a, aStride, out, 0, outStride);
            finish.accept(p, p * panelWidth, Math.min(columns, (p + 1) * panelWidth));
        });
    }

    private void eachPanel(StepTeam.Piece loop) {
        if (shared) {
            StepTeam.run(panels.length, loop);
            return;
        }
        for (int p = 0; p < panels.length; p++) {
            loop.run(p);
        }
    }

    /**
     * {@code out = a W} for some rows of a matrix.
     *
     * @param a [n, K] of type float, contiguous in 'c' order
     * @param from number of the first row
     * @param count how many rows
     * @param out [count, N]
     */
    public void multiply(INDArray a, long from, int count, float[] out) {
        if (nativePays(count)) {
            copy().multiply(NativeFloats.at(NativeFloats.of(a), from * depth), count, out);
            Reference.reachabilityFence(a);
            return;
        }
        float[] rows = new float[count * depth];
        HostArrays.copy(a.get(NDArrayIndex.interval(from, from + count), NDArrayIndex.all()), rows);
        Arrays.fill(out, 0, count * columns, 0);
        multiplyAdd(count, rows, depth, out, 0, columns);
    }

    private void multiplyAdd(int p, int rows, float[] a, int aStride, float[] out, int outOffset, int outStride) {
        float[][] panel = panels[p];
        int size = Math.min(panelWidth, columns - p * panelWidth);
        int first = outOffset + p * panelWidth;
        float[][] sums = new float[rows][];
        for (int row = 0; row < rows; row++) {
            sums[row] = Arrays.copyOfRange(out, first + row * outStride, first + row * outStride + size);
        }
        multiplyAdd(panel, a, aStride, sums, size);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(sums[row], 0, out, first + row * outStride, size);
        }
    }

    private void multiplyAdd(float[][] panel, float[] a, int aStride, float[][] sums, int size) {
        int k = 0;
        for (; k + 4 <= depth; k += 4) {
            for (int row = 0; row < sums.length; row++) {
                int i = row * aStride + k;
                addFour(
                        a[i],
                        a[i + 1],
                        a[i + 2],
                        a[i + 3],
                        panel[k],
                        panel[k + 1],
                        panel[k + 2],
                        panel[k + 3],
                        sums[row],
                        size);
            }
        }
        for (; k < depth; k++) {
            for (int row = 0; row < sums.length; row++) {
                addOne(a[row * aStride + k], panel[k], sums[row], size);
            }
        }
    }

    private static void addFour(
            float s0,
            float s1,
            float s2,
            float s3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            float[] sums,
            int size) {
        for (int j = 0; j < size; j++) {
            sums[j] += s0 * w0[j] + s1 * w1[j] + s2 * w2[j] + s3 * w3[j];
        }
    }

    private static void addOne(float s, float[] w, float[] sums, int size) {
        for (int j = 0; j < size; j++) {
            sums[j] += s * w[j];
        }
    }
}
