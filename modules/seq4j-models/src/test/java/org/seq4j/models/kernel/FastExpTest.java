package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FastExpTest {
    @Test
    void theQuickExponentialIsAccurate() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            float x = -(float) (random.nextDouble() * 87);
            assertThat(FastExp.exp(x) / Math.exp(x)).as("exp(%s)", x).isCloseTo(1, within(3e-7));
        }
        assertThat(FastExp.exp(0)).isEqualTo(1);
        assertThat(FastExp.exp(-200)).isZero();
        assertThat(FastExp.exp(Float.NEGATIVE_INFINITY)).isZero();
    }

    @Test
    void manyAtOnce() {
        SplittableRandom random = new SplittableRandom(6);
        for (int length : new int[] {0, 1, 255, 256, 257, 1000}) {
            float max = 3.25f;
            float[] z = new float[length + 4];
            for (int i = 0; i < z.length; i++) {
                z[i] = max - (float) (random.nextDouble() * 87);
            }
            float[] before = z.clone();
            double sum = FastExp.shifted(z, 2, length, max);
            double exact = 0;
            for (int i = 0; i < z.length; i++) {
                if (i < 2 || i >= length + 2) {
                    assertThat(z[i]).isEqualTo(before[i]);
                } else {
                    double e = Math.exp(before[i] - max);
                    exact += e;
                    assertThat(z[i] / e).as("exp(%s)", before[i] - max).isCloseTo(1, within(3e-7));
                }
            }
            assertThat(sum).isCloseTo(exact, within(1e-6 * exact));
        }
    }

    @Test
    void theEndsOfTheRange() {
        float[] z = {0, -200, Float.NEGATIVE_INFINITY, -87, Float.NaN, 5};
        FastExp.shifted(z, 0, 6, 0);
        assertThat(z[0]).isEqualTo(1);
        assertThat(z[1]).isZero();
        assertThat(z[2]).isZero();
        assertThat(z[3]).isPositive();
        assertThat(z[4]).isNaN();
        assertThat(z[5]).as("what is above the maximum").isEqualTo(1);
    }
}
