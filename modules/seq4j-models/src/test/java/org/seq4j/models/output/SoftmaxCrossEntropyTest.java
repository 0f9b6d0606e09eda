package org.seq4j.models.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
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

    /** Wide rows are worked on in place, block by block; 300 rows of 1,100 are one block and a part of one. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void aLargeVocabularyGivesWhatDoublePrecisionGives(double smoothing) {
        int n = 300;
        int vocabulary = 1100;
        INDArray z = GradientChecks.normal(1, n, vocabulary).mul(4);
        INDArray bias = GradientChecks.normal(2, vocabulary);
        int[] labels = new int[n + 2];
        for (int row = 0; row < n; row++) {
            labels[row + 2] = row % 3 == 0 ? z.getRow(row).add(bias).argMax().getInt(0) : 7 * row % vocabulary;
        }
        INDArray[] gradients = new INDArray[2];
        INDArray[] ofBias = new INDArray[2];
        SoftmaxCrossEntropy[] all = new SoftmaxCrossEntropy[2];
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            int place = type == DataType.DOUBLE ? 0 : 1;
            all[place] = new SoftmaxCrossEntropy(smoothing, bias.castTo(type));
            INDArray scores = z.castTo(type).dup('c');
            INDArray first = scores.get(NDArrayIndex.interval(0, 240), NDArrayIndex.all());
            INDArray second = scores.get(NDArrayIndex.interval(240, n), NDArrayIndex.all());
            all[place].add(first, labels, 2, true);
            all[place].add(second, labels, 242, true);
            gradients[place] = scores.castTo(DataType.DOUBLE);
            INDArray sum = Nd4j.create(type, vocabulary);
            all[place].finishGradients(sum, 0.5);
            ofBias[place] = sum.castTo(DataType.DOUBLE);
        }
        assertThat(gradients[1].sub(gradients[0]).amaxNumber().doubleValue()).isLessThan(2e-6);
        assertThat(ofBias[1].sub(ofBias[0]).amaxNumber().doubleValue()).isLessThan(1e-5);
        assertThat(all[1].loss()).isCloseTo(all[0].loss(), within(1e-6 * all[0].loss()));
        assertThat(all[1].statistics().negativeLogLikelihood())
                .isCloseTo(all[0].statistics().negativeLogLikelihood(), within(1e-6 * all[0].loss()));
        assertThat(all[1].statistics().correct()).isEqualTo(all[0].statistics().correct());
        assertThat(all[1].statistics().tokens()).isEqualTo(n);
    }

    @Test
    void extremesOfALargeVocabularyGiveNoNonsense() {
        INDArray scores = Nd4j.zeros(DataType.FLOAT, 4, 2000);
        scores.putScalar(0, 5, 1e30f); // certain and right
        scores.putScalar(1, 5, 1e4f); // certain and wrong
        scores.putScalar(3, 5, Float.NaN);
        SoftmaxCrossEntropy sums = new SoftmaxCrossEntropy(0, Nd4j.zeros(DataType.FLOAT, 2000));
        sums.add(scores.get(NDArrayIndex.interval(0, 1), NDArrayIndex.all()), new int[] {5}, 0, true);
        assertThat(sums.loss()).isZero();
        sums.add(scores.get(NDArrayIndex.interval(1, 3), NDArrayIndex.all()), new int[] {7, 7}, 0, true);
        assertThat(sums.loss()).isCloseTo(1e4 + Math.log(2000), within(1e-2));
        assertThat(sums.statistics().correct()).isEqualTo(1); // the tie of the third row goes to the first id
        assertThat(scores.getFloat(1, 5)).isEqualTo(1);
        sums.add(scores.get(NDArrayIndex.interval(3, 4), NDArrayIndex.all()), new int[] {0}, 0, false);
        assertThat(sums.loss()).isNaN();
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
