package org.seq4j.models.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seq4j.models.GradientChecks.normal;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.embedding.TokenEmbeddingVertex;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.node.TrainableVertexImpl;

/** A layer above an embedding of few tokens must do what it does above one of many, of which only the first few occur. */
class ProjectedTableTest {
    private static final int FEW = 5;
    private static final int MANY = 60;
    private static final int SIZE = 12;
    private static final INDArray IDS =
            Nd4j.createFromArray(new int[][] {{0, 1, 1, 4, 0}, {2, 0, 1, 2, 2}, {1, 1, 4, 4, 0}});
    private static final INDArray MASK =
            Nd4j.createFromArray(new float[][] {{1, 1, 1, 1, 1}, {1, 0, 1, 1, 0}, {1, 1, 0, 0, 0}});

    private static ComputationGraph graph(int vocabulary, Recurrent layer, DataType type) {
        var builder = new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .graphBuilder()
                .addInputs("ids")
                .setInputTypes(InputType.recurrent(1))
                .addVertex(
                        "embedding",
                        TokenEmbedding.builder(vocabulary, SIZE).paddingId(4).build(),
                        "ids")
                .addVertex("rnn", layer, "embedding")
                .addLayer(
                        "out",
                        new RnnLossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "rnn")
                .setOutputs("out");
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        return graph;
    }

    private static TrainableVertexImpl<?> vertex(ComputationGraph graph, String name) {
        return (TrainableVertexImpl<?>) graph.getVertex(name);
    }

    /** Gives both the same parameters, runs a training pass over both and compares. */
    private static void compare(Recurrent layer, DataType type, boolean masked) {
        ComputationGraph few = graph(FEW, layer, type);
        ComputationGraph many = graph(MANY, layer, type);
        INDArray rows = first(vertex(many, "embedding").parameter("W"));
        vertex(few, "embedding").parameter("W").assign(rows);
        vertex(few, "rnn").paramTable(false).forEach((key, value) -> {
            value.assign(normal(key.hashCode(), value.shape()).castTo(type).mul(0.5));
            vertex(many, "rnn").parameter(key).assign(value);
        });
        INDArray labels = normal(9, 3, layer.outputSize(), 5).castTo(type);
        for (ComputationGraph graph : List.of(few, many)) {
            graph.setInputs(IDS);
            graph.setLabels(labels);
            if (masked) {
                graph.setLayerMaskArrays(new INDArray[] {MASK}, new INDArray[] {MASK});
            }
            graph.initGradientsView();
            graph.computeGradientAndScore();
        }
        double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-4;
        String what = layer.cell() + " " + layer.direction() + " " + type + (masked ? " masked" : "");
        assertThat(Math.abs(few.score() - many.score())).as(what).isLessThan(tolerance);
        assertThat(difference(
                        vertex(few, "embedding").gradient("W"),
                        first(vertex(many, "embedding").gradient("W"))))
                .as(what)
                .isLessThan(tolerance);
        for (String key : vertex(few, "rnn").paramTable(false).keySet()) {
            assertThat(difference(
                            vertex(few, "rnn").gradient(key),
                            vertex(many, "rnn").gradient(key)))
                    .as(what + " " + key)
                    .isLessThan(tolerance);
        }
    }

    private static double difference(INDArray a, INDArray b) {
        return a.sub(b).amaxNumber().doubleValue();
    }

    private static INDArray first(INDArray matrix) {
        return matrix.get(NDArrayIndex.interval(0, FEW), NDArrayIndex.all()).dup();
    }

    @ParameterizedTest
    @EnumSource(CellType.class)
    void allCellsInAllDirections(CellType cell) {
        for (Direction direction : Direction.values()) {
            for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
                Recurrent layer =
                        Recurrent.builder(cell, SIZE, 4).direction(direction).build();
                compare(layer, type, false);
                compare(layer, type, true);
            }
        }
    }

    @Test
    void layerNormalisationAndResidualConnectionsToo() {
        compare(Recurrent.builder(CellType.LSTM, SIZE, 4).layerNorm(true).build(), DataType.DOUBLE, true);
        compare(Recurrent.builder(CellType.GRU, SIZE, SIZE).residual(true).build(), DataType.DOUBLE, true);
    }

    @Test
    void aTableIsProjectedOnlyWhereThatSavesProducts() {
        INDArray few = Nd4j.zeros(FEW, SIZE);
        assertThat(ProjectedTable.pays(few, 15)).isTrue();
        assertThat(ProjectedTable.pays(few, 9)).isFalse();
        assertThat(ProjectedTable.pays(Nd4j.zeros(MANY, SIZE), 1000)).isFalse();
    }

    @Test
    void onlyALayerThatReadsAloneIsGivenTheTable() {
        Recurrent layer = Recurrent.builder(CellType.LSTM, SIZE, 4).build();
        ComputationGraph alone = graph(FEW, layer, DataType.FLOAT);
        assertThat(((RecurrentVertex) alone.getVertex("rnn")).source())
                .isInstanceOf(TokenEmbeddingVertex.class)
                .isSameAs(alone.getVertex("embedding"));
        var builder = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("ids")
                .setInputTypes(InputType.recurrent(1))
                .addVertex("embedding", TokenEmbedding.builder(FEW, SIZE).build(), "ids")
                .addVertex("rnn", layer, "embedding")
                .addVertex("above", Recurrent.builder(CellType.GRU, 4, 4).build(), "rnn")
                .addVertex("other", layer, "embedding")
                .setOutputs("above", "other");
        ComputationGraph shared = new ComputationGraph(builder.build());
        shared.init();
        assertThat(((RecurrentVertex) shared.getVertex("rnn")).source()).isNull();
        assertThat(((RecurrentVertex) shared.getVertex("above")).source()).isNull();
    }
}
