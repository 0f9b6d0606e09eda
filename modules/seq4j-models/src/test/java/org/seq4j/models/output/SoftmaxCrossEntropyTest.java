package org.seq4j.models.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.GradientChecks;

class SoftmaxCrossEntropyTest {
    private static final int[] LABELS = {3, 0, 6, 6};

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void isTheTextbookFormulaInBothPrecisions(double smoothing) {
        INDArray z = GradientChecks.normal(1, 4, 7).mul(3);
        INDArray bias = GradientChecks.normal(2, 7);
        INDArray p = Nd4j.nn().softmax(z.addRowVector(bias), 1);
        double loss = 0;
        double nll = 0;
        INDArray expected = p.dup();
        for (int i = 0; i < 4; i++) {
            for (int v = 0; v < 7; v++) {
                double q = (v == LABELS[i] ? 1 - smoothing : 0) + smoothing / 7;
                loss -= q * Math.log(p.getDouble(i, v));
                expected.putScalar(i, v, p.getDouble(i, v) - q);
            }
            nll -= Math.log(p.getDouble(i, LABELS[i]));
        }
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            double tolerance = type == DataType.DOUBLE ? 1e-12 : 2e-6;
            SoftmaxCrossEntropy sums = new SoftmaxCrossEntropy(smoothing, bias.castTo(type));
            INDArray scores = z.castTo(type).dup('c');
            sums.add(scores, LABELS, 0, true);
            assertThat(sums.loss()).isCloseTo(loss, within(10 * tolerance));
            assertThat(sums.statistics().negativeLogLikelihood()).isCloseTo(nll, within(10 * tolerance));
            assertThat(sums.statistics().tokens()).isEqualTo(4);
            assertThat(scores.castTo(DataType.DOUBLE).sub(expected).amaxNumber().doubleValue())
                    .isLessThan(tolerance);
        }
    }

    @Test
    void scoresOfAnySizeDoNotOverflow() {
        INDArray scores = Nd4j.createFromArray(new float[][] {{1e30f, -1e30f, 0}, {-1e4f, -1e4f, -2e4f}});
        SoftmaxCrossEntropy sums = new SoftmaxCrossEntropy(0, Nd4j.zeros(DataType.FLOAT, 3));
        sums.add(scores, new int[] {0, 1}, 0, true);
        assertThat(sums.loss()).isCloseTo(Math.log(2), within(1e-6));
        assertThat(sums.statistics().correct()).isEqualTo(1); // the tie of the second row goes to the first id
        assertThat(scores.getFloat(1, 0)).isEqualTo(0.5f);
    }

    @Test
    void notANumberStaysOne() {
        INDArray scores = Nd4j.createFromArray(new float[][] {{1, Float.NaN, 0}});
        SoftmaxCrossEntropy sums = new SoftmaxCrossEntropy(0, Nd4j.zeros(DataType.FLOAT, 3));
        sums.add(scores, new int[] {0}, 0, false);
        assertThat(sums.loss()).isNaN();
    }
}
