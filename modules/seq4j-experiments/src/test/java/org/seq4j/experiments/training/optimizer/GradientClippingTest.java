package org.seq4j.experiments.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class GradientClippingTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1023, 1024, 1025, 4095, 4096, 4097, 10_000})
    void measuresTheNormOfAnyLength(int length) {
        double[] values = new Random(length).doubles(length, -1, 1).toArray();
        double expected = Math.sqrt(DoubleStream.of(values).map(x -> x * x).sum());
        INDArray vector = Nd4j.createFromArray(values);
        assertThat(GradientClipping.norm(vector)).isEqualTo(expected, within(1e-12));
        assertThat(GradientClipping.norm(vector.castTo(DataType.FLOAT))).isEqualTo(expected, within(1e-6 * expected));
    }

    @Test
    void measuresAStretchOfALargerVector() {
        INDArray vector = Nd4j.ones(DataType.FLOAT, 9000).muli(7);
        INDArray part = vector.get(NDArrayIndex.interval(100, 8200));
        part.assign(2);
        assertThat(GradientClipping.norm(part)).isEqualTo(2 * 90, within(1e-9));
    }

    @Test
    void scalesALargeGradientToTheNorm() {
        INDArray gradient = Nd4j.createFromArray(3.0, 0.0, -4.0);
        double norm = new GradientClipping(1.0, null).clip(gradient);
        assertThat(norm).isEqualTo(5, within(1e-12));
        assertThat(gradient.toDoubleVector()).containsExactly(new double[] {0.6, 0, -0.8}, within(1e-6));
    }

    @Test
    void leavesASmallGradientAlone() {
        INDArray gradient = Nd4j.createFromArray(0.3, -0.4);
        new GradientClipping(1.0, null).clip(gradient);
        assertThat(gradient.toDoubleVector()).containsExactly(0.3, -0.4);
    }

    @Test
    void clipsEachComponent() {
        INDArray gradient = Nd4j.createFromArray(3.0, 0.5, -4.0);
        double norm = new GradientClipping(null, 1.0).clip(gradient);
        assertThat(gradient.toDoubleVector()).containsExactly(1.0, 0.5, -1.0);
        assertThat(norm).isEqualTo(1.5, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void reportsWhatIsNotFiniteEvenWhenClippingByValue(double bad) {
        double[] values = new double[2000];
        values[1500] = bad;
        assertThat(new GradientClipping(1.0, 1.0).clip(Nd4j.createFromArray(values)))
                .isNotFinite();
        assertThat(new GradientClipping(null, null).clip(Nd4j.createFromArray(values)))
                .isNotFinite();
        assertThat(new GradientClipping(1.0, null)
                        .clip(Nd4j.createFromArray(values).castTo(DataType.FLOAT)))
                .isNotFinite();
    }
}
