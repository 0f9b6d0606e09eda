package org.seq4j.models.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class InitializerTest {
    @Test
    void everyBlockIsOrthogonal() {
        INDArray w = Nd4j.create(DataType.DOUBLE, 33, 4 * 33);
        new Initializer(1, "rnn", "RW").orthogonal(w, 4);
        for (int block = 0; block < 4; block++) {
            INDArray u = w.get(NDArrayIndex.all(), NDArrayIndex.interval(block * 33, (block + 1) * 33))
                    .dup();
            assertThat(u.mmul(u.transpose())
                            .sub(Nd4j.eye(33).castTo(DataType.DOUBLE))
                            .amaxNumber()
                            .doubleValue())
                    .isLessThan(1e-12);
        }
    }

    @Test
    void xavierKeepsItsBoundForEachBlock() {
        INDArray w = Nd4j.create(DataType.DOUBLE, 50, 3 * 70);
        new Initializer(1, "rnn", "W").xavier(w, 3);
        double bound = Math.sqrt(6.0 / (50 + 70));
        assertThat(w.amaxNumber().doubleValue()).isLessThan(bound).isGreaterThan(0.99 * bound);
        assertThat(w.stdNumber().doubleValue()).isCloseTo(bound / Math.sqrt(3), within(0.01));
    }

    @Test
    void valuesDependOnSeedVertexAndParameter() {
        double first = first(1, "a", "W");
        assertThat(first(1, "a", "W")).isEqualTo(first);
        assertThat(first(2, "a", "W")).isNotEqualTo(first);
        assertThat(first(1, "b", "W")).isNotEqualTo(first);
        assertThat(first(1, "a", "RW")).isNotEqualTo(first);
    }

    private static double first(long seed, String vertex, String parameter) {
        INDArray w = Nd4j.create(DataType.DOUBLE, 2, 2);
        new Initializer(seed, vertex, parameter).normal(w, 1);
        return w.getDouble(0);
    }
}
