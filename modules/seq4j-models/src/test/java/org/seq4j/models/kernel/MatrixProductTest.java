package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.GradientChecks;

class MatrixProductTest {
    /** A view that does not start where its buffer does. */
    private static INDArray matrix(long seed, DataType type, int rows, int columns) {
        INDArray flat = GradientChecks.normal(seed, 7 + rows * columns).castTo(type);
        return flat.get(NDArrayIndex.interval(7, 7 + rows * columns)).reshape('c', rows, columns);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void everyTransposition(DataType type) {
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                for (double beta : new double[] {0, 1}) {
                    INDArray a = transposeA ? matrix(1, type, 4, 3) : matrix(1, type, 3, 4);
                    INDArray b = transposeB ? matrix(2, type, 5, 4) : matrix(2, type, 4, 5);
                    INDArray c = matrix(3, type, 3, 5);
                    INDArray left = transposeA ? a.transpose() : a;
                    INDArray right = transposeB ? b.transpose() : b;
                    INDArray expected = left.mmul(right).muli(0.5).addi(c.mul(beta));
                    if (beta == 0) {
                        c.assign(Double.NaN); // must not matter
                    }
                    MatrixProduct.multiply(a, transposeA, b, transposeB, c, 0.5, beta);
                    assertThat(c.sub(expected).amaxNumber().doubleValue())
                            .as("%s %s %s %s", type, transposeA, transposeB, beta)
                            .isLessThan(1e-6);
                }
            }
        }
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        INDArray a = Nd4j.create(DataType.FLOAT, 3, 4);
        assertThatThrownBy(() -> MatrixProduct.multiply(a, false, a, false, a, 1, 0))
                .hasMessage("These matrices do not fit: [3, 4] times [3, 4] into [3, 4].");
    }
}
