package org.seq4j.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.seq4j.models.kernel.KernelChoice;

class SelfTestTest {
    @Test
    void comesToTheStoredLosses() {
        SelfTest.Result result = SelfTest.run();
        assertThat(result.passed()).as(result.toString()).isTrue();
        assertThat(result.lastLoss()).isLessThan(result.firstLoss() - 0.2);
    }

    @Test
    void theStoredLossesAreThoseOfDoublePrecision() {
        assertThat(SelfTest.worst(SelfTest.losses(DataType.DOUBLE, KernelChoice.PORTABLE)))
                .isLessThan(1e-7);
    }

    @Test
    void noticesAWrongLoss() {
        double[] losses = SelfTest.losses(DataType.FLOAT, KernelChoice.PORTABLE);
        assertThat(SelfTest.worst(losses)).isLessThan(SelfTest.TOLERANCE);
        losses[7] += 3e-4;
        assertThat(SelfTest.worst(losses)).isGreaterThan(SelfTest.TOLERANCE);
        losses[7] = Double.NaN;
        assertThat(new SelfTest.Result(20, 0, 0, SelfTest.worst(losses), 0).passed())
                .isFalse();
    }
}
