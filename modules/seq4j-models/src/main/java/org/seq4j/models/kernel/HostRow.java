package org.seq4j.models.kernel;

import java.util.Arrays;

/**
 * A vector of floats on the heap, in two halves of equal length (the second filled up with a 0 where the width is odd).
 *
 * <p>The loops are written for HotSpot's vectoriser: every index is the loop variable alone. It does not vectorise sums; with halves a sum runs over half as many
 * numbers, and two tanh share one division.
 */
public final class HostRow {
    /** The greatest |x| whose {@link #raise} is of use: products of four such values are finite. */
    private static final float LIMIT = 10;

    private static final float LIMIT_TO_THE_8TH = 1e8f;

    private final int width;
    private final float[] low;
    private final float[] high;

    public HostRow(int width) {
        this.width = width;
        low = new float[(width + 1) / 2];
        high = new float[low.length];
    }

    /** A row of given values. */
    public static HostRow of(float[] values) {
        HostRow row = new HostRow(values.length);
        row.load(values, 0);
        return row;
    }

    /** Working memory for the operations below that ask for it. */
    public float[] work() {
        return new float[low.length];
    }

    public int width() {
        return width;
    }

    public void load(float[] from, int at) {
        System.arraycopy(from, at, low, 0, low.length);
        System.arraycopy(from, at + low.length, high, 0, width - low.length);
    }

    public void store(float[] to, int at) {
        System.arraycopy(low, 0, to, at, low.length);
        System.arraycopy(high, 0, to, at + low.length, width - low.length);
    }

    /** Both halves, each into an array of its own. */
    void store(float[] lows, float[] highs, int at) {
        System.arraycopy(low, 0, lows, at, low.length);
        System.arraycopy(high, 0, highs, at, high.length);
    }

    public void clear() {
        Arrays.fill(low, 0);
        Arrays.fill(high, 0);
    }

    /** {@code this += s x}. */
    public void add(float s, HostRow x) {
        add(s, x.low, low);
        add(s, x.high, high);
    }

    private static void add(float s, float[] x, float[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] += s * x[j];
        }
    }

    /** {@code this += s0 x0 + s1 x1 + s2 x2 + s3 x3}. */
    public void add(float s0, HostRow x0, float s1, HostRow x1, float s2, HostRow x2, float s3, HostRow x3) {
        add(s0, x0.low, s1, x1.low, s2, x2.low, s3, x3.low, low);
        add(s0, x0.high, s1, x1.high, s2, x2.high, s3, x3.high, high);
    }

    private static void add(
            float s0, float[] x0, float s1, float[] x1, float s2, float[] x2, float s3, float[] x3, float[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] += s0 * x0[j] + s1 * x1[j] + s2 * x2[j] + s3 * x3[j];
        }
    }

    /** Adds s to every element. */
    public void add(float s) {
        for (int j = 0; j < low.length; j++) {
            low[j] += s;
        }
        for (int j = 0; j < width - low.length; j++) {
            high[j] += s;
        }
    }

    /** The scalar product with another row. */
    public float dot(HostRow x, float[] work) {
        products(low, x.low, high, x.high, work);
        return sum(work);
    }

    private static void products(float[] a, float[] b, float[] c, float[] d, float[] work) {
        for (int j = 0; j < work.length; j++) {
            work[j] = a[j] * b[j] + c[j] * d[j];
        }
    }

    /** The sum of the elements. */
    public float sum() {
        return sum(low) + sum(high);
    }

    /** In eight parts that do not wait for each other. */
    private static float sum(float[] a) {
        return sum(a, 0, a.length);
    }

    /** The sum of {@code a[from..to-1]}. */
    static float sum(float[] a, int from, int to) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int j = from;
        for (; j + 7 < to; j += 8) {
            s0 += a[j];
            s1 += a[j + 1];
            s2 += a[j + 2];
            s3 += a[j + 3];
            s4 += a[j + 4];
            s5 += a[j + 5];
            s6 += a[j + 6];
            s7 += a[j + 7];
        }
        for (; j < to; j++) {
            s0 += a[j];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /**
     * {@code this = e^(2x)}, with which {@code tanh(x + x') = 1 - 2 / (1 + e^(2x) e^(2x'))}: the exponentials of keys and queries are taken once.
     *
     * @return whether all |x| are at most 10; else nothing is written
     */
    public boolean raise(HostRow x) {
        float[] exponents = work();
        eighthPowers(x.low, x.high, exponents);
        if (!(sum(exponents) <= LIMIT_TO_THE_8TH) && !(isSmall(x.low) && isSmall(x.high))) {
            return false;
        }
        FastExp.ofTwice(x.low, low, exponents);
        FastExp.ofTwice(x.high, high, exponents);
        return true;
    }

    /** Where their sum is small enough, every number is: a quicker test than {@link #isSmall}, which HotSpot does not vectorise. */
    private static void eighthPowers(float[] a, float[] b, float[] work) {
        for (int j = 0; j < work.length; j++) {
            float a2 = a[j] * a[j];
            float b2 = b[j] * b[j];
            float a4 = a2 * a2;
            float b4 = b2 * b2;
            work[j] = a4 * a4 + b4 * b4;
        }
    }

    /** In four parts that do not wait for each other; NaN stays. */
    private static boolean isSmall(float[] x) {
        float m0 = 0;
        float m1 = 0;
        float m2 = 0;
        float m3 = 0;
        int j = 0;
        for (; j + 3 < x.length; j += 4) {
            m0 = Math.max(m0, Math.abs(x[j]));
            m1 = Math.max(m1, Math.abs(x[j + 1]));
            m2 = Math.max(m2, Math.abs(x[j + 2]));
            m3 = Math.max(m3, Math.abs(x[j + 3]));
        }
        for (; j < x.length; j++) {
            m0 = Math.max(m0, Math.abs(x[j]));
        }
        return Math.max(Math.max(m0, m1), Math.max(m2, m3)) <= LIMIT;
    }

    /** The inverse of {@link #raise}, of halves in arrays of their own. */
    void lower(float[] lows, float[] highs, int at) {
        for (int j = 0; j < low.length; j++) {
            low[j] = (float) Math.log(lows[at + j]) / 2;
        }
        for (int j = 0; j < width - low.length; j++) {
            high[j] = (float) Math.log(highs[at + j]) / 2;
        }
    }

    /**
     * {@code sum_j v_j tanh(x_j + x'_j)} of two raised rows, this one's being v.
     *
     * @param sum the sum of v
     */
    public float tanhSum(float sum, HostRow y, HostRow k, float[] work) {
        quotients(low, y.low, k.low, high, y.high, k.high, work, work.length);
        return sum - 2 * sum(work);
    }

    /** v / d + w / e with one division, of the first {@code length} numbers. */
    static void quotients(
            float[] v, float[] vy, float[] vk, float[] w, float[] wy, float[] wk, float[] work, int length) {
        for (int j = 0; j < length; j++) {
            float d = 1 + vy[j] * vk[j];
            float e = 1 + wy[j] * wk[j];
            work[j] = (v[j] * e + w[j] * d) / (d * e);
        }
    }

    /**
     * The gradients of {@link #tanhSum}, all added to.
     *
     * @param d the gradient of the sum
     * @param dv of v, but for the addend d that all its elements share
     * @param dy of what y was raised from
     * @param dk of what k was raised from
     */
    public void tanhSumBackward(float d, HostRow y, HostRow k, HostRow dv, HostRow dy, HostRow dk) {
        tanhSumBackward(d, low, y.low, k.low, dv.low, dy.low, dk.low);
        tanhSumBackward(d, high, y.high, k.high, dv.high, dy.high, dk.high);
    }

    private static void tanhSumBackward(float d, float[] v, float[] y, float[] k, float[] dv, float[] dy, float[] dk) {
        float twice = -2 * d;
        float four = 4 * d;
        for (int j = 0; j < v.length; j++) {
            float r = 1 / (1 + y[j] * k[j]);
            dv[j] += twice * r;
            float g = four * v[j] * (r - r * r); // tanh' = 4 r (1 - r)
            dy[j] += g;
            dk[j] += g;
        }
    }

    /** {@code this = tanh(q + k + cov wc)}. */
    public void tanh(HostRow q, HostRow k, float cov, HostRow wc) {
        tanh(q.low, k.low, cov, wc.low, low);
        tanh(q.high, k.high, cov, wc.high, high);
    }

    private static void tanh(float[] q, float[] k, float cov, float[] wc, float[] t) {
        if (cov == 0) {
            for (int j = 0; j < t.length; j++) {
                t[j] = q[j] + k[j];
            }
        } else {
            for (int j = 0; j < t.length; j++) {
                t[j] = q[j] + k[j] + cov * wc[j];
            }
        }
        FastMath.tanh(t, 0, t.length);
    }

    /** {@code this = d v (1 - this^2)}: from a tanh to the gradient of what is inside it. */
    public void tanhBackward(float d, HostRow v) {
        tanhBackward(d, v.low, low);
        tanhBackward(d, v.high, high);
    }

    private static void tanhBackward(float d, float[] v, float[] t) {
        for (int j = 0; j < t.length; j++) {
            t[j] = d * v[j] * (1 - t[j] * t[j]);
        }
    }
}
