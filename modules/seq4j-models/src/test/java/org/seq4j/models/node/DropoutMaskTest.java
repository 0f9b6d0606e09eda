package org.seq4j.models.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DropoutMaskTest {
    private static INDArray mask(double rate, long seed, long iteration, String place) {
        return DropoutMask.fill(rate, seed, iteration, place, Nd4j.create(DataType.FLOAT, 101, 99));
    }

    @Test
    void dropsTheRateAndKeepsTheMean() {
        INDArray mask = mask(0.3, 1, 2, "x");
        double kept = mask.gt(0).castTo(DataType.FLOAT).meanNumber().doubleValue();
        assertThat(kept).isCloseTo(0.7, within(0.015));
        assertThat(mask.maxNumber().floatValue()).isEqualTo((float) (1 / 0.7));
        assertThat(mask.minNumber().floatValue()).isZero();
    }

    @Test
    void isAFunctionOfSeedUpdateAndPlace() {
        INDArray mask = mask(0.5, 1, 2, "x");
        assertThat(mask(0.5, 1, 2, "x")).isEqualTo(mask);
        for (INDArray other :
                new INDArray[] {mask(0.5, 2, 2, "x"), mask(0.5, 1, 3, "x"), mask(0.5, 1, 2, "y"), mask(0.5, 2, 1, "x")
                }) {
            double same = mask.eq(other).castTo(DataType.FLOAT).meanNumber().doubleValue();
            assertThat(same).isCloseTo(0.5, within(0.02)); // independent
        }
    }

    @Test
    void aRateOfOneIsRefused() {
        assertThatThrownBy(() -> mask(1, 1, 1, "x"))
                .hasMessage("dropout is a probability, at least 0 and less than 1; found 1.0");
        assertThatThrownBy(() -> mask(Double.NaN, 1, 1, "x")).hasMessageContaining("found NaN");
    }
}
