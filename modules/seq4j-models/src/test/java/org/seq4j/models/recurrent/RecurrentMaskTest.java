package org.seq4j.models.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seq4j.models.GradientChecks.mask;
import static org.seq4j.models.GradientChecks.normal;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seq4j.models.kernel.CellType;

/** A masked step must count as if it were not there. */
class RecurrentMaskTest {
    private static final int I = 3;
    private static final int H = 4;

    private static ComputationGraph graph(CellType cell, Direction direction, DataType type) {
        var builder = new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(I))
                .addVertex(
                        "rnn",
                        Recurrent.builder(cell, I, H)
                                .direction(direction)
                                .finalState(true)
                                .build(),
                        "x")
                .addVertex("hT", new FinalState(FinalState.Part.HIDDEN), "rnn")
                .addLayer(
                        "out",
                        new RnnLossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "rnn")
                .addLayer(
                        "state",
                        new LossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "hT")
                .setOutputs("out", "state");
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        return graph;
    }

    private static INDArray[] run(ComputationGraph graph, INDArray x, @Nullable INDArray mask) {
        return graph.output(false, new INDArray[] {x}, mask == null ? null : new INDArray[] {mask});
    }

    private static double difference(INDArray a, INDArray b) {
        return a.sub(b).amaxNumber().doubleValue();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void stepsThatAreMaskedCountAsIfTheyWereNotThere(Direction direction) {
        for (CellType cell : CellType.values()) {
            for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
                ComputationGraph graph = graph(cell, direction, type);
                INDArray x = normal(1, 1, I, 6).castTo(type);
                INDArray[] holes = run(graph, x, mask(new float[] {0, 1, 1, 0, 1, 0}));
                int[] kept = {1, 2, 4};
                INDArray cut = Nd4j.create(type, 1, I, 3);
                for (int k = 0; k < 3; k++) {
                    step(cut, k).assign(step(x, kept[k]));
                }
                INDArray[] without = run(graph, cut, null);
                for (int k = 0; k < 3; k++) {
                    assertThat(difference(step(holes[0], kept[k]), step(without[0], k)))
                            .as("%s %s %s step %s", cell, direction, type, k)
                            .isLessThan(1e-6);
                }
                for (int t : new int[] {0, 3, 5}) {
                    assertThat(step(holes[0], t).amaxNumber().doubleValue()).isZero();
                }
                assertThat(difference(holes[1], without[1])).isLessThan(1e-6);
            }
        }
    }

    private static INDArray step(INDArray sequence, int t) {
        return sequence.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t));
    }

    @Test
    void theBackwardDirectionReadsEachExampleFromItsOwnEnd() {
        ComputationGraph graph = graph(CellType.LSTM, Direction.BACKWARD, DataType.FLOAT);
        INDArray x = normal(1, 2, I, 5).castTo(DataType.FLOAT);
        INDArray[] together = run(graph, x, mask(new float[] {1, 1, 1, 1, 1}, new float[] {1, 1, 0, 0, 0}));
        INDArray alone = run(
                graph,
                x.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.interval(0, 2))
                        .dup(),
                null)[0];
        INDArray part = together[0].get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.interval(0, 2));
        assertThat(difference(part.dup(), alone.dup())).isLessThan(1e-6);
    }

    @Test
    void aMaskIsForgottenWithItsBatch() {
        ComputationGraph graph = graph(CellType.GRU, Direction.FORWARD, DataType.FLOAT);
        INDArray x = normal(1, 2, I, 4).castTo(DataType.FLOAT);
        INDArray unmasked = run(graph, x, null)[0].dup();
        run(graph, x, mask(new float[] {1, 0, 0, 0}, new float[] {1, 1, 0, 0}));
        assertThat(difference(run(graph, x, null)[0].dup(), unmasked)).isZero();
    }

    @Test
    void whatDoesNotFitIsSaidInASentence() {
        assertThatThrownBy(() -> Recurrent.builder(CellType.LSTM, 3, 4)
                        .residual(true)
                        .inputDropout(-1)
                        .stateful(true)
                        .direction(Direction.BACKWARD)
                        .build())
                .hasMessageContaining("inputDropout is a probability")
                .hasMessageContaining(
                        "a residual connection needs an output as wide as the input; the input size is 3 and the output size 4")
                .hasMessageContaining("forward direction only; the direction is BACKWARD");
        ComputationGraph graph = graph(CellType.GRU, Direction.FORWARD, DataType.FLOAT);
        assertThatThrownBy(() -> run(graph, normal(1, 2, 5, 4).castTo(DataType.FLOAT), null))
                .hasMessageContaining("'rnn' expects 3 input features, found 5");
    }
}
