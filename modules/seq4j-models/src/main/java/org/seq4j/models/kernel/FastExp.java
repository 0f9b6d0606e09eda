package org.seq4j.models.kernel;

/** The exponential function of floats that are not positive, about ten times quicker than {@link Math#exp}; relative error below 3e-7. */
public final class FastExp {
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f; // exact in 10 bits, so that its product with n is exact
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float SMALLEST = -87.3f; // below, the result would be subnormal

    private static final int BLOCK = 256;
    private static final float ROUNDING = 0x1.8p23f;
    private static final float LOWEST = -88; // 127 times ln 2
    private static final float[] POWERS = powers(); // 2^-n
    private static final int GREATEST = 40; // power of two that moderate numbers lead to
    private static final float[] MODERATE_POWERS = moderatePowers(); // 2^(n - GREATEST)

    private FastExp() {}

    /** Replaces {@code z[start .. start + length - 1]} by {@code exp(z - max)} and returns their sum; minus infinity becomes 0. */
    public static double shifted(float[] z, int start, int length, float max) {
        float[] values = new float[BLOCK];
        float[] exponents = new float[BLOCK];
        double total = 0;
        int end = start + length;
        for (int block = start;
                block < end;
                block += BLOCK) { // short float sums, then a double one: accurate and quick
            int size = Math.min(BLOCK, end - block);
            System.arraycopy(z, block, values, 0, size);
            reduce(values, exponents, size, max);
            total += scale(values, exponents, size);
            System.arraycopy(values, 0, z, block, size);
        }
        return total;
    }

    /** {@code e^r} for r between -ln 2 / 2 and ln 2 / 2: its Taylor series to the seventh power. */
    private static float polynomial(float r) {
        float p = 1 / 5040f;
        p = p * r + 1 / 720f;
        p = p * r + 1 / 120f;
        p = p * r + 1 / 24f;
        p = p * r + 1 / 6f;
        p = p * r + 0.5f;
        p = p * r + 1;
        return p * r + 1;
    }

    /**
     * {@code v = exp(r)} and n with {@code v - max = n ln 2 + r}, without a conversion to integers, so that HotSpot makes vector instructions of it. Adding
     * and subtracting 1.5 * 2^23 rounds to the nearest integer.
     */
    private static void reduce(float[] v, float[] n, int size, float max) {
        for (int i = 0; i < size; i++) {
            float x = Math.min(Math.max(v[i] - max, LOWEST), 0); // beside NaN, max may not be the greatest
            float whole = (x * LOG2_E + ROUNDING) - ROUNDING;
            float r = x - whole * LN2_HIGH - whole * LN2_LOW; // |r| <= ln 2 / 2
            v[i] = polynomial(r);
            n[i] = whole;
        }
    }

    /** {@code v *= 2^n}; returns the sum. */
    private static float scale(float[] v, float[] n, int size) {
        float sum = 0;
        for (int i = 0; i < size; i++) {
            float e = v[i] * POWERS[(int) -n[i]];
            v[i] = e;
            sum += e;
        }
        return sum;
    }

    private static float[] powers() {
        float[] powers = new float[128];
        for (int n = 0; n < 127; n++) {
            powers[n] = Math.scalb(1f, -n);
        }
        return powers; // the last one is 0: below are subnormal numbers
    }

    /**
     * {@code y = e^(2x)} for numbers that are at most 10 in absolute value.
     *
     * @param exponents working memory of the same length
     */
    static void ofTwice(float[] x, float[] y, float[] exponents) {
        for (int i = 0; i < y.length; i++) {
            float twice = 2 * x[i];
            float whole = (twice * LOG2_E + ROUNDING) - ROUNDING;
            float r = twice - whole * LN2_HIGH - whole * LN2_LOW; // |r| <= ln 2 / 2
            y[i] = polynomial(r);
            exponents[i] = whole;
        }
        for (int i = 0; i < y.length; i++) {
            y[i] *= MODERATE_POWERS[(int) exponents[i] + GREATEST];
        }
    }

    private static float[] moderatePowers() {
        float[] powers = new float[2 * GREATEST + 1];
        for (int n = 0; n < powers.length; n++) {
            powers[n] = Math.scalb(1f, n - GREATEST);
        }
        return powers;
    }

    /** e to the x, for x at most 0; 0 below -87.3, and NaN for NaN. */
    public static float exp(float x) {
        if (!(x >= SMALLEST)) {
            return x < SMALLEST ? 0 : Float.NaN;
        }
        int n = (int) (x * LOG2_E - 0.5f); // nearest integer, since x is not positive
        float r = x - n * LN2_HIGH - n * LN2_LOW; // |r| <= ln 2 / 2
        return polynomial(r) * Float.intBitsToFloat((n + 127) << 23);
    }
}
