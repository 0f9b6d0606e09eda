package org.seq4j.models.kernel;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;

/** An immutable matrix in native memory, for oneDNN's products of several rows; safe for several threads, each of which has working memory of its own. */
final class NativeMatrix {
    private static final ThreadLocal<NativeFloats> INPUT = ThreadLocal.withInitial(NativeFloats::new);
    private static final ThreadLocal<NativeFloats> OUTPUT = ThreadLocal.withInitial(NativeFloats::new);

    private final NativeFloats memory = new NativeFloats();
    private final FloatPointer values; // [K, N]
    private final int depth;
    private final int columns;

    /** Zeros; {@link #put} fills it before it is used. */
    NativeMatrix(int depth, int columns) {
        this.depth = depth;
        this.columns = columns;
        values = memory.zeros((long) depth * columns);
    }

    /** Sets {@code row[0..length-1]} of row k from column {@code from} on. */
    void put(int k, int from, float[] row, int length) {
        NativeFloats.at(values, (long) k * columns + from).put(row, 0, length);
    }

    /** The calling thread's memory for rows of inputs. */
    static FloatPointer input(long count) {
        return INPUT.get().atLeast(count);
    }

    /** The calling thread's memory for rows of outputs. */
    static FloatPointer output(long count) {
        return OUTPUT.get().atLeast(count);
    }

    /** {@code out = a W + beta out} with a [rows, K] and out [rows, N]. */
    void multiply(int rows, FloatPointer a, FloatPointer out, float beta) {
        int status = dnnl_sgemm(
                (byte) 'N', (byte) 'N', rows, columns, depth, 1, a, depth, values, columns, beta, out, columns);
        Reference.reachabilityFence(this);
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN's sgemm returned status " + status + ".");
        }
    }

    /** {@code out += a W} for rows of a heap array, as {@link HostMatrix#multiplyAdd} has them. */
    void multiplyAdd(int rows, float[] a, int aStride, float[] out, int outOffset, int outStride) {
        FloatPointer x = input((long) rows * depth);
        FloatPointer y = output((long) rows * columns);
        putRows(x, a, 0, aStride, rows, depth);
        putRows(y, out, outOffset, outStride, rows, columns);
        multiply(rows, x, y, 1);
        if (outStride == columns) {
            y.get(out, outOffset, rows * columns);
        } else {
            for (int row = 0; row < rows; row++) {
                NativeFloats.at(y, (long) row * columns).get(out, outOffset + row * outStride, columns);
            }
        }
    }

    /** {@code out = a W} with a [rows, K]. */
    void multiply(FloatPointer a, int rows, float[] out) {
        FloatPointer y = output((long) rows * columns);
        multiply(rows, a, y, 0);
        y.get(out, 0, rows * columns);
    }

    private static void putRows(FloatPointer to, float[] from, int offset, int stride, int rows, int width) {
        if (stride == width) {
            to.put(from, offset, rows * width);
            return;
        }
        for (int row = 0; row < rows; row++) {
            NativeFloats.at(to, (long) row * width).put(from, offset + row * stride, width);
        }
    }
}
