package org.seq4j.models.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.GradientChecks.ids;
import static org.seq4j.models.GradientChecks.mask;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.NoOp;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.output.TokenOutput;
import org.seq4j.models.recurrent.FinalState;
import org.seq4j.models.recurrent.Recurrent;

/** The decoder with input feeding in a small encoder-decoder graph. */
class AttentionDecoderTest {
    private static final int V = 6;
    private static final int B = 4;
    private static final int S = 4;
    private static final int T = 3;
    private static final INDArray SOURCE_MASK = mask(
            new float[] {1, 1, 1, 1}, new float[] {1, 1, 0, 0}, new float[] {0, 1, 0, 1}, new float[] {0, 0, 0, 0});
    private static final INDArray TARGET_MASK =
            mask(new float[] {1, 1, 1}, new float[] {1, 1, 0}, new float[] {1, 0, 1}, new float[] {1, 0, 0});

    private static ComputationGraphConfiguration graph(
            CellType cell, int layers, DataType type, UnaryOperator<AttentionDecoder.Builder> options) {
        int hidden = 3;
        int memory = 3;
        AttentionDecoder.Builder decoder = AttentionDecoder.builder(cell, 2, hidden, memory)
                .numLayers(layers)
                .attentionSize(4)
                .outputSize(5);
        var builder = new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new NoOp())
                .dataType(type)
                .miniBatch(false)
                .graphBuilder()
                .addInputs("source", "target")
                .addVertex("sourceEmbedding", TokenEmbedding.builder(V, 2).build(), "source")
                .addVertex(
                        "encoder",
                        Recurrent.builder(cell, 2, memory)
                                .finalState(true)
                                .kernel(KernelChoice.PORTABLE)
                                .build(),
                        "sourceEmbedding")
                .addVertex("targetEmbedding", TokenEmbedding.builder(V, 2).build(), "target");
        boolean states = layers == 1;
        if (states) {
            builder.addVertex("h", new FinalState(FinalState.Part.HIDDEN), "encoder");
        }
        if (states && cell.hasCellState()) {
            builder.addVertex("c", new FinalState(FinalState.Part.CELL), "encoder");
        }
        String[] inputs = !states
                ? new String[] {"targetEmbedding", "encoder"}
                : cell.hasCellState()
                        ? new String[] {"targetEmbedding", "encoder", "h", "c"}
                        : new String[] {"targetEmbedding", "encoder", "h"};
        builder.addVertex("decoder", options.apply(decoder).build(), inputs)
                .addLayer("output", TokenOutput.builder(5, V).build(), "decoder");
        return builder.setOutputs("output").build();
    }

    private static MultiDataSet batch(@Nullable INDArray source, @Nullable INDArray target) {
        return new MultiDataSet(
                new INDArray[] {ids(1, V, B, S), ids(2, V, B, T)},
                new INDArray[] {ids(3, V, B, T)},
                source == null ? null : new INDArray[] {source, target},
                target == null ? null : new INDArray[] {target});
    }

    private static void check(ComputationGraphConfiguration conf, MultiDataSet data) {
        GradientChecks.directions(conf, data);
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void everyScoreWithPaddingHolesAndAnEmptySource(AttentionScore score) {
        check(graph(CellType.LSTM, 1, DataType.DOUBLE, d -> d.score(score)), batch(SOURCE_MASK, TARGET_MASK));
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void everyScoreWithCoverageItsLossAndDropout(AttentionScore score) {
        check(
                graph(
                        CellType.GRU,
                        1,
                        DataType.DOUBLE,
                        d -> d.score(score)
                                .coverage(true)
                                .coverageLossWeight(0.7)
                                .linkedOutput("output")
                                .attentionDropout(0.3)
                                .embeddingDropout(0.2)),
                batch(SOURCE_MASK, TARGET_MASK));
    }

    @Test
    void deepOutput() {
        check(
                graph(
                        CellType.GRU_RESET_AFTER,
                        1,
                        DataType.DOUBLE,
                        d -> d.score(AttentionScore.BAHDANAU).output(AttentionOutput.DEEP)),
                batch(SOURCE_MASK, TARGET_MASK));
    }

    @ParameterizedTest
    @EnumSource(
            value = CellType.class,
            names = {"RNN_TANH", "PEEPHOLE_LSTM", "GRU"})
    void severalLayersWithEveryDropoutAndResidual(CellType cell) {
        check(
                graph(
                        cell,
                        3,
                        DataType.DOUBLE,
                        d -> d.dropout(0.3)
                                .recurrentDropout(0.2)
                                .variationalDropout(cell == CellType.GRU)
                                .embeddingDropout(0.2)
                                .layerNorm(cell != CellType.GRU)
                                .residual(true)),
                batch(SOURCE_MASK, TARGET_MASK));
    }

    @Test
    void withoutMasks() {
        check(graph(CellType.LSTM, 1, DataType.DOUBLE, d -> d), batch(null, null));
    }

    @Test
    void floatsEqualDoubles() {
        UnaryOperator<AttentionDecoder.Builder> options = d -> d.score(AttentionScore.BAHDANAU);
        ComputationGraph exact = new ComputationGraph(graph(CellType.LSTM, 2, DataType.DOUBLE, options));
        exact.init();
        ComputationGraph quick = new ComputationGraph(graph(CellType.LSTM, 2, DataType.FLOAT, options));
        quick.init(exact.params().castTo(DataType.FLOAT), false);
        MultiDataSet data = batch(SOURCE_MASK, TARGET_MASK);
        for (ComputationGraph graph : new ComputationGraph[] {exact, quick}) {
            GradientChecks.gradient(graph, data);
        }
        assertThat(quick.score()).isCloseTo(exact.score(), within(1e-5));
        INDArray difference =
                quick.getGradientsViewArray().castTo(DataType.DOUBLE).sub(exact.getGradientsViewArray());
        assertThat(difference.amaxNumber().doubleValue()).isLessThan(1e-5);
    }

    @Test
    void passesLeaveNothingBehind() {
        ComputationGraph graph = new ComputationGraph(graph(CellType.LSTM, 2, DataType.FLOAT, d -> d.residual(true)));
        graph.init();
        INDArray first = gradient(graph, batch(SOURCE_MASK, TARGET_MASK));
        gradient(graph, batch(null, null));
        assertThat(gradient(graph, batch(SOURCE_MASK, TARGET_MASK))
                        .sub(first)
                        .amaxNumber()
                        .doubleValue())
                .isZero();
    }

    private static INDArray gradient(ComputationGraph graph, MultiDataSet data) {
        GradientChecks.gradient(graph, data);
        return graph.getGradientsViewArray().dup();
    }

    @Test
    void paddingGetsNoAttentionAndPutsOutNothing() {
        ComputationGraph graph = new ComputationGraph(graph(CellType.LSTM, 1, DataType.FLOAT, d -> d));
        graph.init();
        MultiDataSet data = batch(SOURCE_MASK, TARGET_MASK);
        graph.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
        graph.setInputs(data.getFeatures());
        INDArray y = graph.feedForward(data.getFeatures(), false, false).get("decoder"); // [B, O, T]
        INDArray weights = ((AttentionDecoderVertex) graph.getVertex("decoder")).lastWeights(); // [T, B, S]
        for (int b = 0; b < B; b++) {
            for (int t = 0; t < T; t++) {
                boolean real = TARGET_MASK.getDouble(b, t) == 1;
                double sum = 0;
                for (int s = 0; s < S; s++) {
                    double weight = weights.getDouble(t, b, s);
                    sum += weight;
                    if (SOURCE_MASK.getDouble(b, s) == 0) {
                        assertThat(weight).isZero();
                    }
                }
                boolean empty = SOURCE_MASK.getRow(b).sumNumber().doubleValue() == 0;
                if (real) {
                    assertThat(sum).isCloseTo(empty ? 0 : 1, within(1e-6));
                }
                for (int o = 0; o < 5; o++) {
                    assertThat(y.getDouble(b, o, t) != 0).isEqualTo(real);
                }
            }
        }
    }

    @Test
    void jsonRoundTrip() {
        ComputationGraphConfiguration conf = graph(
                CellType.GRU,
                2,
                DataType.FLOAT,
                d -> d.coverage(true)
                        .coverageLossWeight(1)
                        .linkedOutput("output")
                        .residual(true)
                        .dropout(0.1));
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(conf.toJson());
        assertThat(read.getVertices().get("decoder"))
                .isEqualTo(conf.getVertices().get("decoder"));
        assertThat(read.toJson()).isEqualTo(conf.toJson());
    }

    @Test
    void faultsAreListedTogether() {
        assertThatThrownBy(() -> AttentionDecoder.builder(CellType.GRU, 2, 3, 4)
                        .score(AttentionScore.LUONG_DOT)
                        .numLayers(0)
                        .coverageLossWeight(1)
                        .dropout(1)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a memory as wide as the query")
                .hasMessageContaining("the number of layers is at least 1, found 0")
                .hasMessageContaining("a coverage loss needs coverage(true)")
                .hasMessageContaining("need the name of the output layer")
                .hasMessageContaining("dropout is a probability");
    }
}
