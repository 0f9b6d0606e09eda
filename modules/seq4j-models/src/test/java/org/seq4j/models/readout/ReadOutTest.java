package org.seq4j.models.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.recurrent.Recurrent;

class ReadOutTest {
    private static final int F = 3;

    private static ComputationGraphConfiguration configuration(Pooling pooling) {
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .seed(5)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.recurrent(2))
                .addVertex("rnn", Recurrent.builder(CellType.GRU, 2, F).build(), "in")
                .addVertex("read", new ReadOut(pooling, F, 4), "rnn")
                .addLayer(
                        "output",
                        new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                                .nIn(F)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "read")
                .setOutputs("output")
                .build();
    }

    private static MultiDataSet data() {
        INDArray mask = GradientChecks.mask(
                new float[] {1, 1, 1, 1, 1}, new float[] {1, 1, 0, 0, 0}, new float[] {1, 0, 1, 1, 0});
        return new MultiDataSet(
                new INDArray[] {GradientChecks.normal(1, 3, 2, 5)},
                new INDArray[] {GradientChecks.normal(2, 3, 2)},
                new INDArray[] {mask.castTo(DataType.DOUBLE)},
                null);
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void gradients(Pooling pooling) {
        GradientChecks.parameters(configuration(pooling), data());
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void paddingChangesNothing(Pooling pooling) {
        ComputationGraph graph = new ComputationGraph(configuration(pooling));
        graph.init();
        INDArray x = GradientChecks.normal(1, 3, 2, 5);
        INDArray longer = GradientChecks.normal(9, 3, 2, 8);
        longer.put(
                new org.nd4j.linalg.indexing.INDArrayIndex[] {
                    NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 5)
                },
                x);
        INDArray mask = Nd4j.ones(DataType.DOUBLE, 3, 8);
        mask.get(NDArrayIndex.all(), NDArrayIndex.interval(5, 8)).assign(0);
        INDArray expected = read(graph, x, null);
        assertThat(read(graph, longer, mask).sub(expected).amaxNumber().doubleValue())
                .isLessThan(1e-12);
        INDArray none = Nd4j.zeros(DataType.DOUBLE, 3, 8);
        assertThat(read(graph, longer, none).amaxNumber().doubleValue()).isZero();
    }

    private static INDArray read(ComputationGraph graph, INDArray x, INDArray mask) {
        graph.setLayerMaskArrays(mask == null ? null : new INDArray[] {mask}, null);
        graph.setInput(0, x);
        return graph.feedForward(false).get("read").dup();
    }

    @Test
    void poolsWhatItSays() {
        INDArray x = Nd4j.createFromArray(new double[][][] {{{1, 5, 3, 99}, {-2, -4, -6, 99}}});
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1, 0}});
        assertThat(pooled(Pooling.SUM, x, mask)).containsExactly(9, -12);
        assertThat(pooled(Pooling.MEAN, x, mask)[0]).isCloseTo(3, within(1e-12));
        assertThat(pooled(Pooling.MAX, x, mask)).containsExactly(5, -2);
        double[] attended = pooled(Pooling.ATTENTION, x, mask);
        assertThat(attended[0]).isBetween(1.0, 5.0);
        assertThat(attended[1]).isBetween(-6.0, -2.0);
    }

    private static double[] pooled(Pooling pooling, INDArray x, INDArray mask) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.recurrent(2))
                .addVertex("read", new ReadOut(pooling, 2, 3), "in")
                .addLayer("output", new OutputLayer.Builder().nIn(2).nOut(2).build(), "read")
                .setOutputs("output")
                .build());
        graph.init();
        return read(graph, x, mask).toDoubleVector();
    }

    @Test
    void faultsAreSentences() {
        assertThatThrownBy(() -> new ReadOut(Pooling.ATTENTION, 0, 0))
                .hasMessageContaining("input size is at least 1, found 0")
                .hasMessageContaining("attention size is at least 1, found 0");
    }
}
