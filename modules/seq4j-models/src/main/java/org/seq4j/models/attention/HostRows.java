package org.seq4j.models.attention;

import org.seq4j.models.kernel.FastExp;
import org.seq4j.models.kernel.FastMath;

/**
 * Loops over rows of floats, written for HotSpot's vectoriser: every row is an array of its own and every index the loop variable alone. Sums are scalar, in four
 * parts that do not wait for each other.
 */
final class HostRows {
    /** The greatest |x| that {@link #exponential} takes: the product of two such exponentials is finite. */
    private static final float LIMIT = 20;

    private HostRows() {}

    /** The sum of {@code a[0..n-1]}. */
    static float sum(float[] a, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            s0 += a[j];
            s1 += a[j + 1];
            s2 += a[j + 2];
            s3 += a[j + 3];
        }
        for (; j < n; j++) {
            s0 += a[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** The scalar product of {@code a[0..n-1]} and {@code b[0..n-1]}. */
    static float dot(float[] a, float[] b, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            s0 += a[j] * b[j];
            s1 += a[j + 1] * b[j + 1];
            s2 += a[j + 2] * b[j + 2];
            s3 += a[j + 3] * b[j + 3];
        }
        for (; j < n; j++) {
            s0 += a[j] * b[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** {@code y += s x}. */
    static void add(float s, float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += s * x[j];
        }
    }

    /**
     * {@code y = e^(2x)}, with which {@code tanh(x1 + x2) = 1 - 2 / (1 + y1 y2)}: the exponentials of keys and queries are taken once, and a score has one division
     * for each tanh.
     *
     * @param y may be the array x
     * @return whether all |x| are at most 20; else nothing is written
     */
    static boolean exponential(float[] x, float[] y, int n) {
        float greatest = 0;
        for (int j = 0; j < n; j++) {
            greatest = Math.max(greatest, Math.abs(x[j])); // NaN stays
        }
        if (!(greatest <= LIMIT)) {
            return false;
        }
        for (int j = 0; j < n; j++) {
            float e = FastExp.exp(-2 * Math.abs(x[j]));
            y[j] = x[j] > 0 ? 1 / e : e;
        }
        return true;
    }

    /**
     * {@code sum_j v_j tanh(x1_j + x2_j)} from exponentials.
     *
     * @param work n floats, is overwritten
     */
    static float score(float[] v, float vSum, float[] y1, float[] y2, float[] work, int n) {
        for (int j = 0; j < n; j++) {
            work[j] = v[j] / (1 + y1[j] * y2[j]);
        }
        return vSum - 2 * sum(work, n);
    }

    /**
     * The gradients of {@link #score}, all added to.
     *
     * @param d the gradient of the score
     * @param dv of v, but for the addend d that all its elements share
     * @param dx1 of x1
     * @param dx2 of x2
     */
    static void scoreBackward(
            float d, float[] v, float[] y1, float[] y2, float[] dv, float[] dx1, float[] dx2, float[] work, int n) {
        float twice = -2 * d;
        float four = 4 * d;
        for (int j = 0; j < n; j++) {
            work[j] = 1 / (1 + y1[j] * y2[j]);
        }
        for (int j = 0; j < n; j++) {
            dv[j] += twice * work[j];
        }
        for (int j = 0; j < n; j++) {
            work[j] = four * v[j] * (work[j] - work[j] * work[j]); // tanh' = 4 r (1 - r), r = 1 / (1 + y1 y2)
        }
        for (int j = 0; j < n; j++) {
            dx1[j] += work[j];
        }
        for (int j = 0; j < n; j++) {
            dx2[j] += work[j];
        }
    }

    /** {@code t = tanh(x1 + x2 + cov * wc)}. */
    static void tanh(float[] x1, float[] x2, float cov, float[] wc, float[] t, int n) {
        if (cov == 0) {
            for (int j = 0; j < n; j++) {
                t[j] = x1[j] + x2[j];
            }
        } else {
            for (int j = 0; j < n; j++) {
                t[j] = x1[j] + x2[j] + cov * wc[j];
            }
        }
        FastMath.tanh(t, 0, n);
    }

    /** {@code t = d v (1 - t^2)}: from a tanh to the gradient of what is inside it. */
    static void tanhBackward(float d, float[] v, float[] t, int n) {
        for (int j = 0; j < n; j++) {
            t[j] = d * v[j] * (1 - t[j] * t[j]);
        }
    }

    /** Softmax of the first n scores, in place; nothing where n is 0. */
    static void softmax(float[] scores, int n) {
        if (n == 0) {
            return;
        }
        float max = scores[0];
        for (int i = 1; i < n; i++) {
            max = Math.max(max, scores[i]);
        }
        float scale = (float) (1 / FastExp.shifted(scores, 0, n, max));
        for (int i = 0; i < n; i++) {
            scores[i] *= scale;
        }
    }
}
