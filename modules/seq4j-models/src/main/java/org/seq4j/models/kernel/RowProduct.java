package org.seq4j.models.kernel;

/** Products of a few rows with a matrix in plain Java, in loops over contiguous memory that the JIT compiler vectorises. */
final class RowProduct {
    private RowProduct() {}

    /**
     * {@code out[b, :] += a[b, :] w[:, from..to-1]} for every row b.
     *
     * @param a rows of {@code depth} values, {@code aStride} apart, the first at {@code aOffset}
     * @param w [depth, wStride]
     * @param out rows of to-from values, {@code outStride} apart, the first at {@code outOffset}
     */
    static void add(
            int rows,
            float[] a,
            int aOffset,
            int aStride,
            int depth,
            float[] w,
            int wStride,
            int from,
            int to,
            float[] out,
            int outOffset,
            int outStride) {
        int k = 0;
        for (; k + 4 <= depth; k += 4) {
            for (int b = 0; b < rows; b++) {
                int p = aOffset + b * aStride + k;
                add4(
                        a[p],
                        a[p + 1],
                        a[p + 2],
                        a[p + 3],
                        w,
                        k * wStride + from,
                        wStride,
                        out,
                        outOffset + b * outStride,
                        to - from);
            }
        }
        for (; k < depth; k++) {
            for (int b = 0; b < rows; b++) {
                add1(a[aOffset + b * aStride + k], w, k * wStride + from, out, outOffset + b * outStride, to - from);
            }
        }
    }

    private static void add4(
            float s0,
            float s1,
            float s2,
            float s3,
            float[] w,
            int offset,
            int stride,
            float[] out,
            int outOffset,
            int n) {
        int w1 = offset + stride;
        int w2 = w1 + stride;
        int w3 = w2 + stride;
        for (int j = 0; j < n; j++) {
            out[outOffset + j] += s0 * w[offset + j] + s1 * w[w1 + j] + s2 * w[w2 + j] + s3 * w[w3 + j];
        }
    }

    private static void add1(float s, float[] w, int offset, float[] out, int outOffset, int n) {
        for (int j = 0; j < n; j++) {
            out[outOffset + j] += s * w[offset + j];
        }
    }
}
