package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FastMathTest {
    @Test
    void tanhAndSigmoidAreAccurate() {
        int n = 400_001;
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = -20 + i * 1e-4f;
        }
        float[] tanh = x.clone();
        float[] sigmoid = x.clone();
        FastMath.tanh(tanh, 0, n);
        FastMath.sigmoid(sigmoid, 0, n);
        double tanhError = 0;
        double sigmoidError = 0;
        for (int i = 0; i < n; i++) {
            tanhError = Math.max(tanhError, Math.abs(tanh[i] - Math.tanh(x[i])));
            sigmoidError = Math.max(sigmoidError, Math.abs(sigmoid[i] - 1 / (1 + Math.exp(-x[i]))));
        }
        System.out.printf("absolute error: tanh %.1e, sigmoid %.1e%n", tanhError, sigmoidError);
        assertThat(tanhError).isLessThan(1e-6);
        assertThat(sigmoidError).isLessThan(1e-6);
    }

    @Test
    void extremesStayInRange() {
        float[] x = {Float.NEGATIVE_INFINITY, -1e30f, -0f, 1e30f, Float.POSITIVE_INFINITY, Float.NaN};
        float[] tanh = x.clone();
        FastMath.tanh(tanh, 0, x.length);
        assertThat(tanh[0]).isBetween(-1f, -0.999999f);
        assertThat(tanh[1]).isBetween(-1f, -0.999999f);
        assertThat(tanh[2]).isZero();
        assertThat(tanh[3]).isBetween(0.999999f, 1f);
        assertThat(tanh[4]).isBetween(0.999999f, 1f);
        assertThat(tanh[5]).isNaN();
    }
}
