package org.seq4j.models.kernel;

/** The exponential function of floats that are not positive, about ten times quicker than {@link Math#exp}; relative error below 3e-7. */
public final class FastExp {
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f; // exact in 10 bits, so that its product with n is exact
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float SMALLEST = -87.3f; // below, the result would be subnormal

    private FastExp() {}

    /** Replaces {@code z[start .. start + length - 1]} by {@code exp(z - max)} and returns their sum. */
    public static double shifted(float[] z, int start, int length, float max) {
        double total = 0;
        int end = start + length;
        for (int block = start; block < end; block += 256) { // short float sums, then a double one: accurate and quick
            int stop = Math.min(block + 256, end);
            float sum = 0;
            for (int i = block; i < stop; i++) {
                float e = exp(z[i] - max);
                z[i] = e;
                sum += e;
            }
            total += sum;
        }
        return total;
    }

    /** e to the x, for x at most 0; 0 below -87.3, and NaN for NaN. */
    public static float exp(float x) {
        if (!(x >= SMALLEST)) {
            return x < SMALLEST ? 0 : Float.NaN;
        }
        int n = (int) (x * LOG2_E - 0.5f); // nearest integer, since x is not positive
        float r = x - n * LN2_HIGH - n * LN2_LOW; // |r| <= ln 2 / 2
        float p = 1 / 5040f;
        p = p * r + 1 / 720f;
        p = p * r + 1 / 120f;
        p = p * r + 1 / 24f;
        p = p * r + 1 / 6f;
        p = p * r + 0.5f;
        p = p * r + 1;
        p = p * r + 1;
        return p * Float.intBitsToFloat((n + 127) << 23);
    }
}
