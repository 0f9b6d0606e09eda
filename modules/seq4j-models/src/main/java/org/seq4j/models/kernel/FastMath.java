package org.seq4j.models.kernel;

/**
 * Float tanh and sigmoid over arrays, in loops that the JIT compiler turns into vector instructions. tanh is the quotient
 * of two polynomials in x, of degree 13 and 6 (the coefficients of Eigen's {@code ptanh_float}), clamped where float tanh
 * reaches 1; the absolute error is below 5e-7.
 */
public final class FastMath {
    private static final float LIMIT = 7.90531110763549805f;

    private FastMath() {}

    /** {@code a[i] = tanh(a[i])} for i in from..to-1. */
    public static void tanh(float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = tanh(a[i]);
        }
    }

    /** {@code a[i] = 1 / (1 + exp(-a[i]))} for i in from..to-1. */
    public static void sigmoid(float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = 0.5f + 0.5f * tanh(0.5f * a[i]);
        }
    }

    private static float tanh(float value) {
        float x = Math.max(-LIMIT, Math.min(LIMIT, value));
        float s = x * x;
        float p = -2.76076847742355e-16f;
        p = p * s + 2.00018790482477e-13f;
        p = p * s + -8.60467152213735e-11f;
        p = p * s + 5.12229709037114e-08f;
        p = p * s + 1.48572235717979e-05f;
        p = p * s + 6.37261928875436e-04f;
        p = p * s + 4.89352455891786e-03f;
        float q = 1.19825839466702e-06f;
        q = q * s + 1.18534705686654e-04f;
        q = q * s + 2.26843463243900e-03f;
        q = q * s + 4.89352518554385e-03f;
        return x * p / q;
    }

    /** The greatest of some numbers, negative infinity if there are none; NaN where one of them is none. */
    public static float greatest(float[] a) {
        float m0 = Float.NEGATIVE_INFINITY;
        float m1 = m0;
        float m2 = m0;
        float m3 = m0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) { // four chains of comparisons do not wait for each other
            m0 = Math.max(m0, a[i]);
            m1 = Math.max(m1, a[i + 1]);
            m2 = Math.max(m2, a[i + 2]);
            m3 = Math.max(m3, a[i + 3]);
        }
        for (; i < a.length; i++) {
            m0 = Math.max(m0, a[i]);
        }
        return Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }
}
