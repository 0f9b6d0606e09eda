package org.seq4j.models.kernel;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products of row-major matrices.
 *
 * <p>Floats on a CPU go through oneDNN, whose threads are those of the recurrent primitives: a call of OpenBLAS between two of them would leave its own threads
 * spinning on the cores that the next one needs. Everything else goes through ND4J.
 *
 * <p>Rows may lie further apart than they are long (some columns of a wider matrix).
 */
public final class MatrixProduct {
    private MatrixProduct() {}

    /**
     * {@code c = alpha op(a) op(b) + beta c} with {@code op(a) [M, K]}, {@code op(b) [K, N]}, {@code c [M, N]}.
     *
     * @param a rows in 'c' order, [M, K], or [K, M] if transposed
     * @param b rows in 'c' order, [K, N], or [N, K] if transposed
     * @param c rows in 'c' order; with beta 0 its content does not matter
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public static void multiply(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, double alpha, double beta) {
        long m = c.size(0);
        long n = c.size(1);
        long k = a.size(transposeA ? 0 : 1);
        if (a.size(transposeA ? 1 : 0) != m || b.size(transposeB ? 1 : 0) != k || b.size(transposeB ? 0 : 1) != n) {
            throw new IllegalArgumentException("These matrices do not fit: " + Arrays.toString(a.shape())
                    + (transposeA ? " transposed" : "") + " times " + Arrays.toString(b.shape())
                    + (transposeB ? " transposed" : "") + " into " + Arrays.toString(c.shape()) + ".");
        }
        if (oneDnnServes(a, b, c)) {
            int status = dnnl_sgemm(
                    letter(transposeA),
                    letter(transposeB),
                    m,
                    n,
                    k,
                    (float) alpha,
                    NativeFloats.of(a),
                    rowDistance(a),
                    NativeFloats.of(b),
                    rowDistance(b),
                    (float) beta,
                    NativeFloats.of(c),
                    rowDistance(c));
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
            Reference.reachabilityFence(c);
            if (status != dnnl_success) {
                throw new IllegalStateException("oneDNN's sgemm returned status " + status + ".");
            }
        } else { // as column-major matrices: c' = op(b)' op(a)'
            Nd4j.gemm(b.transpose(), a.transpose(), c.transpose(), transposeB, transposeA, alpha, beta);
        }
    }

    /** Whether oneDNN can multiply these as they lie. */
    static boolean oneDnnServes(INDArray a, INDArray b, INDArray c) {
        return hasRows(a) && hasRows(b) && hasRows(c) && Kernels.oneDnnServes(c.dataType());
    }

    private static boolean hasRows(INDArray matrix) {
        return matrix.size(1) == 1 ? matrix.stride(0) == 1 : matrix.stride(1) == 1;
    }

    private static long rowDistance(INDArray matrix) {
        return matrix.size(0) == 1 ? matrix.size(1) : matrix.stride(0);
    }

    private static byte letter(boolean transposed) {
        return (byte) (transposed ? 'T' : 'N');
    }
}
