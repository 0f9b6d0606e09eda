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
}
