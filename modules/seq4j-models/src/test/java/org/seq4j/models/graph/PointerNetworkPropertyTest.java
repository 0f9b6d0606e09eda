package org.seq4j.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.GradientChecks.gradient;
import static org.seq4j.models.graph.ModelProperties.difference;
import static org.seq4j.models.graph.PointerCase.F;
import static org.seq4j.models.graph.PointerCase.V;
import static org.seq4j.models.graph.PointerCase.graph;
import static org.seq4j.models.graph.PointerCase.tokens;
import static org.seq4j.models.graph.PointerCase.vectors;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.recurrent.Direction;

/** What must hold for every pointer network, whatever its weights. */
class PointerNetworkPropertyTest {
    private static final int[] SIZES = {5, 3, 4};
    private static final int[] CHOICES = {2, 4, 1};
    private static final int[] STEPS = {3, 5, 2}; // choices and ends
    private static final int TOKENS = 10;

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("LSTM", vectors(CellType.LSTM, CellType.LSTM), false),
                Arguments.of(
                        "both directions, dense bridge, two glimpses, two layers",
                        vectors(CellType.LSTM, CellType.GRU)
                                .encoderDirection(Direction.BIDIRECTIONAL_CONCAT)
                                .bridge(Bridge.DENSE)
                                .glimpses(2)
                                .decoder(s -> s.numLayers(2)),
                        false),
                Arguments.of("tokens", tokens(CellType.GRU, CellType.GRU), true));
    }

    private static MultiDataSet data(boolean tokens) {
        MultiDataSet data = PointerCase.batch(1, tokens, SIZES, CHOICES);
        if (!tokens) {
            data.setFeatures(0, data.getFeatures(0).castTo(DataType.FLOAT));
        }
        return data;
    }

    /** More elements and steps behind the last, of random values that are masked. */
    private static MultiDataSet padded(MultiDataSet data, boolean tokens, int elements, int steps) {
        int batch = SIZES.length;
        INDArray more = tokens
                ? GradientChecks.ids(50, V, batch, elements)
                : GradientChecks.normal(50, batch, F, elements).castTo(DataType.FLOAT);
        INDArray choices = GradientChecks.ids(51, 4, batch, steps);
        return new MultiDataSet(
                new INDArray[] {
                    Nd4j.concat(tokens ? 1 : 2, data.getFeatures(0), more), Nd4j.concat(1, data.getFeatures(1), choices)
                },
                new INDArray[] {Nd4j.concat(1, data.getLabels(0), choices)},
                new INDArray[] {
                    longer(data.getFeaturesMaskArray(0), elements), longer(data.getFeaturesMaskArray(1), steps)
                },
                new INDArray[] {longer(data.getLabelsMaskArray(0), steps)});
    }

    private static INDArray longer(INDArray mask, int more) {
        return Nd4j.concat(1, mask, Nd4j.zeros(mask.dataType(), mask.size(0), more));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void paddingChangesNeitherTheLossNorTheGradientNorTheOutputs(
            String name, PointerNetwork.Builder builder, boolean tokens) {
        ComputationGraph graph = graph(builder.build());
        MultiDataSet data = data(tokens);
        INDArray output = graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0];
        MultiDataSet wide = padded(data, tokens, 3, 2);
        ModelProperties.sameLossAndGradient(graph, data, wide, 2e-6);
        INDArray same = graph.output(false, wide.getFeatures(), wide.getFeaturesMaskArrays())[0];
        for (int b = 0; b < SIZES.length; b++) {
            for (int t = 0; t <= CHOICES[b]; t++) {
                double sum = 0;
                for (int j = 0; j < same.size(1); j++) {
                    double p = same.getDouble(b, j, t);
                    assertThat(p).isCloseTo(j < output.size(1) ? output.getDouble(b, j, t) : 0, within(1e-6));
                    assertThat(p == 0).as("p = 0 above the size").isEqualTo(j > SIZES[b]);
                    sum += p;
                }
                assertThat(sum).isCloseTo(1, within(1e-5));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void theGradientOfABatchIsTheTokenWeightedMeanOverItsExamples(
            String name, PointerNetwork.Builder builder, boolean tokens) {
        MultiDataSet data = data(tokens);
        ModelProperties.batchIsTheMeanOfItsExamples(graph(builder.build()), data, STEPS, b -> example(data, b), 2e-6);
    }

    /** One example, cut to its size, without masks. */
    private static MultiDataSet example(MultiDataSet data, int b) {
        INDArray source = data.getFeatures(0);
        var row = NDArrayIndex.interval(b, b + 1);
        var elements = NDArrayIndex.interval(0, SIZES[b]);
        var steps = NDArrayIndex.interval(0, CHOICES[b] + 1);
        INDArray one = source.rank() == 2 ? source.get(row, elements) : source.get(row, NDArrayIndex.all(), elements);
        return new MultiDataSet(
                new INDArray[] {one.dup(), data.getFeatures(1).get(row, steps).dup()},
                new INDArray[] {data.getLabels(0).get(row, steps).dup()});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void statisticsAreThoseOfTheOutputProbabilities(String name, PointerNetwork.Builder builder, boolean tokens) {
        ComputationGraph graph = graph(builder.build());
        MultiDataSet data = data(tokens);
        double sum = ModelProperties.statisticsAreThoseOfTheOutput(graph, data, STEPS);
        assertThat(graph.score(data, false)).isCloseTo(sum / TOKENS, within(1e-5));
        INDArray examples = graph.scoreExamples(data, false);
        assertThat(examples.sumNumber().doubleValue()).isCloseTo(sum, within(1e-4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void thePortableKernelsComputeTheSame(String name, PointerNetwork.Builder builder, boolean tokens) {
        ComputationGraph graph = graph(builder.build());
        ComputationGraph portable = graph(builder.kernel(KernelChoice.PORTABLE).build());
        builder.kernel(KernelChoice.AUTO);
        MultiDataSet data = data(tokens);
        assertThat(gradient(portable, data)).isCloseTo(gradient(graph, data), within(1e-5));
        assertThat(difference(graph.getGradientsViewArray(), portable.getGradientsViewArray()))
                .isLessThan(1e-5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void modelsSurviveTheArchive(String name, PointerNetwork.Builder builder, boolean tokens, @TempDir Path folder) {
        ModelProperties.survivesTheArchive(graph(builder.build()), data(tokens), folder);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void configurationsSurviveJson(String name, PointerNetwork.Builder builder, boolean tokens) {
        ModelProperties.survivesJson(builder.build());
    }

    @Test
    void namesOfVerticesAreThoseThatModelFilesHold() {
        assertThat(graph(tokens(CellType.LSTM, CellType.LSTM).glimpses(1).build())
                        .getVertices())
                .extracting(vertex -> vertex.getVertexName())
                .containsExactlyInAnyOrder(
                        "source",
                        "target",
                        "sourceEmbedding",
                        "encoder0",
                        "finalHidden0",
                        "finalCell0",
                        "chosen",
                        "decoder0",
                        "glimpse0",
                        "pointer",
                        "output");
    }

    /** Pointing has no order: when the rows of the memory are permuted, so are their scores. The whole network is as free of order as its encoder. */
    @Test
    void permutingTheMemoryPermutesTheScores() {
        ComputationGraph graph = pointing();
        INDArray queries = GradientChecks.normal(1, 2, 4, 3).castTo(DataType.FLOAT);
        INDArray memory = GradientChecks.normal(2, 2, 4, 6).castTo(DataType.FLOAT);
        int[] order = {3, 0, 5, 1, 4, 2};
        INDArray permuted = Nd4j.create(DataType.FLOAT, 2, 4, 6);
        for (int i = 0; i < order.length; i++) {
            column(permuted, i).assign(column(memory, order[i]));
        }
        INDArray before = graph.output(queries, memory)[0];
        INDArray after = graph.output(queries, permuted)[0];
        assertThat(row(after, 0)).isEqualTo(row(before, 0));
        for (int i = 0; i < order.length; i++) {
            assertThat(difference(row(after, i + 1), row(before, order[i] + 1))).isLessThan(1e-6);
        }
    }

    /** A graph of a pointing node and an output alone. */
    private static ComputationGraph pointing() {
        return graph(new org.deeplearning4j.nn.conf.NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new org.nd4j.linalg.learning.config.NoOp())
                .graphBuilder()
                .addInputs("queries", "memory")
                .addVertex(
                        "pointer",
                        org.seq4j.models.pointer.Pointing.builder(4, 4).build(),
                        "queries",
                        "memory")
                .addLayer("output", new org.seq4j.models.output.PointerOutput(), "pointer")
                .setOutputs("output")
                .build());
    }

    private static INDArray column(INDArray memory, int s) {
        return memory.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(s));
    }

    private static INDArray row(INDArray scores, int outcome) {
        return scores.get(NDArrayIndex.all(), NDArrayIndex.point(outcome), NDArrayIndex.all())
                .dup();
    }

    /** A recurrent encoder sees the order: the first step's probabilities of permuted points are not the permuted ones. */
    @Test
    void permutingTheElementsOfARecurrentEncoderChangesMoreThanTheirOrder() {
        ComputationGraph graph = graph(vectors(CellType.LSTM, CellType.LSTM).build());
        INDArray points = GradientChecks.normal(2, 1, F, 4).castTo(DataType.FLOAT);
        INDArray swapped = points.dup();
        column(swapped, 0).assign(column(points, 3));
        column(swapped, 3).assign(column(points, 0));
        INDArray start = Nd4j.createFromArray(new int[][] {{0}});
        INDArray before = graph.output(points, start)[0];
        INDArray after = graph.output(swapped, start)[0];
        double moved = Math.abs(before.getDouble(0, 1, 0) - after.getDouble(0, 4, 0));
        assertThat(moved).isGreaterThan(1e-3);
    }

    @Test
    void anySizeServes() {
        ComputationGraph graph = graph(vectors(CellType.LSTM, CellType.LSTM).build());
        for (int size : new int[] {1, 5, 500}) {
            MultiDataSet data = PointerCase.batch(2, false, new int[] {size}, new int[] {7});
            assertThat(graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0].shape())
                    .containsExactly(1, size + 1, 8);
            assertThat(graph.score(data)).isPositive().isLessThan(20);
        }
    }

    @Test
    void whatDoesNotFitEndsInASentence() {
        assertThatThrownBy(() -> PointerNetwork.vectors(2)
                        .encoder(s -> s.embeddingSize(3))
                        .decoder(s -> s.embeddingSize(3).hiddenSize(7))
                        .attentionSize(0)
                        .glimpses(-1)
                        .build())
                .hasMessageContaining("leave out the encoder's embedding size")
                .hasMessageContaining("the decoder reads the elements as the encoder does")
                .hasMessageContaining("they are 256 and 7")
                .hasMessageContaining("the attention size is at least 1, found 0")
                .hasMessageContaining("the number of glimpses is at least 0, found -1");
        assertThatThrownBy(() -> PointerNetwork.vectors(0).build()).hasMessageContaining("at least 1 feature");
        assertThatThrownBy(() -> PointerNetwork.tokens(4).paddingId(4).build()).hasMessageContaining("0 to 3");
        ComputationGraph graph = graph(vectors(CellType.LSTM, CellType.LSTM).build());
        MultiDataSet label = data(false);
        label.getLabels(0).putScalar(1, 0, 5); // masked in the second example
        assertThatThrownBy(() -> graph.score(label)).hasMessageContaining("position of a masked element");
        label.getLabels(0).putScalar(1, 0, 6);
        assertThatThrownBy(() -> graph.score(label)).hasMessageContaining("found the label 6 in example 1");
        MultiDataSet choice = data(false);
        choice.getFeatures(1).putScalar(1, 1, 4);
        assertThatThrownBy(() -> graph.score(choice)).hasMessageContaining("found 4 in example 1 at step 1");
        choice.getFeatures(1).putScalar(1, 1, -1);
        assertThatThrownBy(() -> graph.score(choice)).hasMessageContaining("found -1 in example 1 at step 1");
    }
}
