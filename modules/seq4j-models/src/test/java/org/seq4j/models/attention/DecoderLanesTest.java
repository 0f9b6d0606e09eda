package org.seq4j.models.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.graph.Seq2SeqCase.attending;
import static org.seq4j.models.graph.Seq2SeqCase.batch;
import static org.seq4j.models.graph.Seq2SeqCase.copyBatch;
import static org.seq4j.models.graph.Seq2SeqCase.plain;

import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.Bridge;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.graph.Seq2SeqCase;
import org.seq4j.models.kernel.CellType;

/** How many lanes a batch is dealt out to makes no difference. */
class DecoderLanesTest {
    private static final MultiDataSet RAGGED =
            batch(3, new int[] {4, 2, 1, 3, 4, 3, 2}, new int[] {2, 3, 5, 1, 5, 4, 2});

    /** What a graph came to in one lane or more. */
    private record Result(double loss, INDArray gradient, INDArray outputs, INDArray weights) {
        static Result of(ComputationGraph graph, MultiDataSet data, int lanes) {
            AttentionDecoderVertex vertex = vertex(graph);
            vertex.setLanes(lanes);
            double loss = GradientChecks.gradient(graph, data);
            INDArray gradient = graph.getGradientsViewArray().dup();
            graph.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
            INDArray outputs =
                    graph.feedForward(data.getFeatures(), true, false).get(vertex.getVertexName());
            return new Result(
                    loss, gradient, outputs.dup('c'), vertex.lastWeights().dup());
        }

        void assertCloseTo(Result other, double tolerance) {
            assertThat(loss).isCloseTo(other.loss, within(tolerance));
            assertClose("gradient", gradient, other.gradient, tolerance);
            assertClose("outputs", outputs, other.outputs, tolerance);
            assertClose("attention weights", weights, other.weights, tolerance);
        }

        private static void assertClose(String what, INDArray found, INDArray expected, double tolerance) {
            assertThat(found.shape()).as("shape of the " + what).isEqualTo(expected.shape());
            assertThat(found.sub(expected).amaxNumber().doubleValue())
                    .as("difference of the " + what)
                    .isLessThanOrEqualTo(tolerance);
            assertThat(expected.amaxNumber().doubleValue()).as(what).isPositive();
        }
    }

    private static AttentionDecoderVertex vertex(ComputationGraph graph) {
        return Arrays.stream(graph.getVertices())
                .filter(AttentionDecoderVertex.class::isInstance)
                .map(AttentionDecoderVertex.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static ComputationGraph graph(Seq2Seq.Builder builder) {
        ComputationGraph graph = Seq2SeqCase.graph(builder.inputFeeding(true));
        Seq2SeqCase.shake(graph, 5);
        return graph;
    }

    private static Seq2Seq.Builder everything(CellType cell, boolean variational) {
        return plain(CellType.GRU, cell)
                .attention(AttentionType.BAHDANAU)
                .decoder(stack -> stack.numLayers(2)
                        .dropout(0.3)
                        .recurrentDropout(0.2)
                        .embeddingDropout(0.2)
                        .variationalDropout(variational))
                .attentionDropout(0.3)
                .attentionOutput(AttentionOutput.DEEP)
                .coverage(true)
                .coverageLossWeight(0.7)
                .copy(true)
                .bridge(Bridge.DENSE);
    }

    /** The same with padding on the left of one target and a hole in another. */
    private static MultiDataSet withHoles(MultiDataSet data) {
        INDArray source = data.getFeaturesMaskArray(0).dup();
        INDArray target = data.getFeaturesMaskArray(1).dup();
        target.putScalar(new int[] {2, 0}, 0);
        target.putScalar(new int[] {4, 2}, 0);
        source.putScalar(new int[] {0, 1}, 0);
        return new MultiDataSet(
                data.getFeatures(), data.getLabels(), new INDArray[] {source, target}, new INDArray[] {target});
    }

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("attentional vector", attending(AttentionType.LUONG_GENERAL), RAGGED),
                Arguments.of(
                        "LSTM, holes",
                        plain(CellType.LSTM, CellType.LSTM).attention(AttentionType.BAHDANAU),
                        withHoles(RAGGED)),
                Arguments.of("everything, LSTM", everything(CellType.LSTM, false), copyBatch(RAGGED)),
                Arguments.of(
                        "everything, GRU, one mask a sequence", everything(CellType.GRU, true), copyBatch(RAGGED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void lossGradientsAndOutputsAreTheSame(String name, Seq2Seq.Builder builder, MultiDataSet data) {
        ComputationGraph graph = graph(builder);
        Result one = Result.of(graph, data, 1);
        for (int lanes : new int[] {2, 3, 100}) { // 100: one an example
            Result several = Result.of(graph, data, lanes);
            several.assertCloseTo(one, 1e-5);
            Result.of(graph, data, lanes).assertCloseTo(several, 0);
        }
        Result.of(graph, data, 1).assertCloseTo(one, 0);
    }

    @Test
    void batchesOfAnySizeOneAfterTheOther() {
        ComputationGraph graph = graph(everything(CellType.LSTM, false));
        MultiDataSet single = copyBatch(batch(7, new int[] {3}, new int[] {4}));
        MultiDataSet pair = copyBatch(batch(8, new int[] {1, 5}, new int[] {2, 1}));
        for (MultiDataSet data : new MultiDataSet[] {copyBatch(RAGGED), single, pair, copyBatch(RAGGED)}) {
            Result.of(graph, data, 3).assertCloseTo(Result.of(graph, data, 1), 1e-5);
        }
    }

    private static DecoderLanes lanes(DataType type) {
        AttentionDecoder conf = AttentionDecoder.builder(CellType.LSTM, 2, 3, 4).build();
        return new DecoderLanes(conf, type, key -> Nd4j.empty(type));
    }

    @Test
    void largeBatchesAreDealtOutToAllThreads() {
        Nd4j.getExecutioner(); // starts ND4J, which fills the holder
        NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int before = operations.ompGetMaxThreads();
        operations.setOmpNumThreads(3);
        try {
            DecoderLanes floats = lanes(DataType.FLOAT);
            assertThat(floats.deal(64, 1L << 30).count()).isEqualTo(3);
            assertThat(floats.deal(47, 1L << 30).count()).isEqualTo(2);
            assertThat(floats.deal(31, 1L << 30).count()).isEqualTo(1);
            assertThat(floats.deal(64, 1L << 10).count()).isEqualTo(1);
            assertThat(lanes(DataType.DOUBLE).deal(64, 1L << 30).count()).isEqualTo(1);
        } finally {
            operations.setOmpNumThreads(before);
        }
    }
}
