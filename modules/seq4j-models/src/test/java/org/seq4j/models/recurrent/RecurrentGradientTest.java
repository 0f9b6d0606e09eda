package org.seq4j.models.recurrent;

import static org.seq4j.models.GradientChecks.mask;
import static org.seq4j.models.GradientChecks.normal;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.kernel.CellType;

class RecurrentGradientTest {
    private static final int B = 3;
    private static final int I = 3;
    private static final int H = 2;
    private static final int T = 4;

    private static ComputationGraphConfiguration.GraphBuilder graph(String... inputs) {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs(inputs);
    }

    private static RnnOutputLayer regression(int nIn) {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .dataFormat(RNNFormat.NCW)
                .activation(Activation.IDENTITY)
                .nIn(nIn)
                .nOut(2)
                .build();
    }

    private static INDArray ragged() {
        return mask(new float[] {1, 1, 1, 1}, new float[] {1, 1, 0, 0}, new float[] {0, 1, 0, 1});
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void eachDirectionUnderDeeplearning4jsOwnOutputLayer(Direction direction) {
        var conf = graph("x")
                .addVertex(
                        "first",
                        Recurrent.builder(CellType.LSTM, I, H)
                                .direction(direction)
                                .build(),
                        "x")
                .addVertex(
                        "second",
                        Recurrent.builder(CellType.GRU, direction.outputSize(H), direction.outputSize(H))
                                .direction(
                                        direction == Direction.BIDIRECTIONAL_CONCAT
                                                ? Direction.BIDIRECTIONAL_SUM
                                                : direction)
                                .residual(true)
                                .build(),
                        "first")
                .addLayer("out", regression(direction.outputSize(H)), "second")
                .setOutputs("out")
                .build();
        INDArray[] masks = {ragged()};
        GradientChecks.parameters(
                conf,
                new MultiDataSet(
                        new INDArray[] {normal(1, B, I, T)}, new INDArray[] {normal(2, B, 2, T)}, masks, masks));
    }

    @ParameterizedTest
    @EnumSource(
            value = CellType.class,
            names = {"LSTM", "PEEPHOLE_LSTM", "GRU", "GRU_RESET_AFTER", "RNN_TANH"})
    void initialStatesComeInAndFinalStatesGoOut(CellType cell) {
        // A dense layer makes the initial states, so that their gradient is checked through its weights.
        var direction = Direction.BIDIRECTIONAL_CONCAT;
        var builder = graph("x", "s")
                .addLayer(
                        "h0",
                        new DenseLayer.Builder()
                                .nIn(2)
                                .nOut(2 * H)
                                .activation(Activation.TANH)
                                .build(),
                        "s")
                .addLayer(
                        "c0",
                        new DenseLayer.Builder()
                                .nIn(2)
                                .nOut(2 * H)
                                .activation(Activation.TANH)
                                .build(),
                        "s");
        Recurrent layer = Recurrent.builder(cell, I, H)
                .direction(direction)
                .finalState(true)
                .build();
        if (cell.hasCellState()) {
            builder.addVertex("rnn", layer, "x", "h0", "c0")
                    .addVertex("hT", new FinalState(FinalState.Part.HIDDEN), "rnn")
                    .addVertex("cT", new FinalState(FinalState.Part.CELL), "rnn")
                    .addVertex("state", new MergeVertex(), "hT", "cT");
        } else {
            builder.addVertex("rnn", layer, "x", "h0")
                    .addVertex("hT", new FinalState(FinalState.Part.HIDDEN), "rnn")
                    .addVertex("state", new MergeVertex(), "hT", "c0");
        }
        var conf = builder.addLayer(
                        "final",
                        new OutputLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .nIn(4 * H)
                                .nOut(2)
                                .build(),
                        "state")
                .addLayer("out", regression(2 * H), "rnn")
                .setOutputs("out", "final")
                .build();
        GradientChecks.parameters(
                conf,
                new MultiDataSet(
                        new INDArray[] {normal(1, B, I, T), normal(2, B, 2)},
                        new INDArray[] {normal(3, B, 2, T), normal(4, B, 2)},
                        new INDArray[] {ragged(), null},
                        new INDArray[] {ragged(), null}));
    }

    @Test
    void gradientOfTheInputBelowAndAboveLayersOfDeeplearning4j() {
        // The stock LSTM below gets its gradient from ours; a second consumer of its output makes the graph add
        // gradients in place.
        var conf = graph("x")
                .addLayer(
                        "stock",
                        new LSTM.Builder()
                                .nIn(I)
                                .nOut(H)
                                .activation(Activation.TANH)
                                .build(),
                        "x")
                .addVertex(
                        "ours",
                        Recurrent.builder(CellType.GRU, H, H)
                                .direction(Direction.BACKWARD)
                                .build(),
                        "stock")
                .addVertex(
                        "other",
                        Recurrent.builder(CellType.LSTM, H, H).inputDropout(0.3).build(),
                        "stock")
                .addVertex("both", new MergeVertex(), "ours", "other", "stock")
                .addLayer("out", regression(3 * H), "both")
                .setOutputs("out")
                .build();
        GradientChecks.parameters(
                conf, new MultiDataSet(new INDArray[] {normal(1, B, I, T)}, new INDArray[] {normal(2, B, 2, T)}));
    }
}
