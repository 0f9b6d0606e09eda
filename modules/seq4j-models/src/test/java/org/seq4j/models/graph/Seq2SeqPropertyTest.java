package org.seq4j.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.graph.ModelProperties.difference;
import static org.seq4j.models.graph.Seq2SeqCase.V;
import static org.seq4j.models.graph.Seq2SeqCase.attending;
import static org.seq4j.models.graph.Seq2SeqCase.batch;
import static org.seq4j.models.graph.Seq2SeqCase.copyBatch;
import static org.seq4j.models.graph.Seq2SeqCase.graph;
import static org.seq4j.models.graph.Seq2SeqCase.plain;
import static org.seq4j.models.graph.Seq2SeqCase.shake;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.attention.AttentionOutput;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.output.TokenStatistics;
import org.seq4j.models.recurrent.Direction;

/** What must hold for every sequence-to-sequence model, whatever its weights. */
class Seq2SeqPropertyTest {
    private static final int[] SOURCES = {4, 2, 3};
    private static final int[] TARGETS = {2, 5, 3};

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("none", plain(CellType.LSTM, CellType.LSTM), false),
                Arguments.of("bahdanau", attending(AttentionType.BAHDANAU), false),
                Arguments.of("dot, coverage", attending(AttentionType.LUONG_DOT).coverage(true), false),
                Arguments.of(
                        "general, deep, tied",
                        attending(AttentionType.LUONG_GENERAL)
                                .attentionOutput(AttentionOutput.DEEP)
                                .attentionalSize(3)
                                .tieEmbeddings(EmbeddingTies.ALL),
                        false),
                Arguments.of(
                        "bahdanau, input feeding, coverage, copy, two LSTM layers",
                        attending(AttentionType.BAHDANAU)
                                .inputFeeding(true)
                                .coverage(true)
                                .copy(true)
                                .encoder(s -> s.cell(CellType.LSTM))
                                .decoder(s -> s.cell(CellType.LSTM).numLayers(2)),
                        true),
                Arguments.of(
                        "concat, coverage, copy",
                        attending(AttentionType.LUONG_CONCAT).coverage(true).copy(true),
                        true));
    }

    private static ComputationGraph shaken(Seq2Seq.Builder builder) {
        ComputationGraph graph = graph(builder);
        shake(graph, 4);
        return graph;
    }

    private static MultiDataSet data(boolean copies) {
        MultiDataSet data = batch(1, SOURCES, TARGETS);
        return copies ? copyBatch(data) : data;
    }

    /** More columns behind the last, of random ids that are masked. */
    private static MultiDataSet padded(MultiDataSet data, int source, int target) {
        INDArray[] features = data.getFeatures().clone();
        INDArray[] masks = data.getFeaturesMaskArrays().clone();
        for (int i = 0; i < features.length; i++) {
            int more = i == 1 ? target : source;
            features[i] = Nd4j.concat(1, features[i], GradientChecks.ids(50 + i, V, SOURCES.length, more));
            masks[i] = Nd4j.concat(1, masks[i], Nd4j.zeros(masks[i].dataType(), SOURCES.length, more));
        }
        INDArray labels = Nd4j.concat(1, data.getLabels(0), GradientChecks.ids(60, V, SOURCES.length, target));
        return new MultiDataSet(features, new INDArray[] {labels}, masks, new INDArray[] {masks[1]});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void paddingChangesNeitherTheLossNorTheGradientNorTheOutputs(String name, Seq2Seq.Builder builder, boolean copies) {
        ComputationGraph graph = shaken(builder);
        MultiDataSet data = data(copies);
        INDArray output = graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0];
        MultiDataSet wide = padded(data, 3, 2);
        ModelProperties.sameLossAndGradient(graph, data, wide, 2e-6);
        INDArray same = graph.output(false, wide.getFeatures(), wide.getFeaturesMaskArrays())[0];
        for (int b = 0; b < TARGETS.length; b++) {
            var real = new org.nd4j.linalg.indexing.INDArrayIndex[] {
                NDArrayIndex.point(b), NDArrayIndex.all(), NDArrayIndex.interval(0, TARGETS[b])
            };
            assertThat(difference(output.get(real).dup(), same.get(real).dup())).isLessThan(1e-6);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void theGradientOfABatchIsTheTokenWeightedMeanOverItsExamples(
            String name, Seq2Seq.Builder builder, boolean copies) {
        MultiDataSet data = data(copies);
        ModelProperties.batchIsTheMeanOfItsExamples(shaken(builder), data, TARGETS, b -> example(data, b), 2e-6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void statisticsAreThoseOfTheOutputProbabilities(String name, Seq2Seq.Builder builder, boolean copies) {
        ModelProperties.statisticsAreThoseOfTheOutput(shaken(builder), data(copies), TARGETS);
    }

    /** One example, cut to its lengths, without masks. */
    private static MultiDataSet example(MultiDataSet data, int b) {
        INDArray[] features = data.getFeatures().clone();
        for (int i = 0; i < features.length; i++) {
            features[i] = cut(features[i], b, i == 1 ? TARGETS[b] : SOURCES[b]);
        }
        return new MultiDataSet(features, new INDArray[] {cut(data.getLabels(0), b, TARGETS[b])});
    }

    private static INDArray cut(INDArray ids, int b, int length) {
        return ids.get(NDArrayIndex.interval(b, b + 1), NDArrayIndex.interval(0, length))
                .dup();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void modelsSurviveTheArchive(String name, Seq2Seq.Builder builder, boolean copies, @TempDir Path folder) {
        ModelProperties.survivesTheArchive(shaken(builder), data(copies), folder);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void configurationsSurviveJson(String name, Seq2Seq.Builder builder, boolean copies) {
        ModelProperties.survivesJson(builder.build());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void trainingLowersTheLoss(String name, Seq2Seq.Builder builder, boolean copies) {
        ComputationGraph graph = graph(builder.updater(new Adam(0.05)).encoder(s -> s.dropout(0.1)));
        MultiDataSet data = data(copies);
        double before = graph.score(data);
        for (int i = 0; i < 15; i++) {
            graph.fit(data);
        }
        assertThat(graph.score(data)).isLessThan(0.7 * before);
        builder.updater(new org.nd4j.linalg.learning.config.NoOp()).encoder(s -> s.dropout(0));
    }

    @Test
    void namesOfVerticesAreThoseThatModelFilesHold() {
        assertThat(names(plain(CellType.LSTM, CellType.LSTM)))
                .containsExactlyInAnyOrder(
                        "source",
                        "target",
                        "sourceEmbedding",
                        "encoder0",
                        "finalHidden0",
                        "finalCell0",
                        "initialHidden0",
                        "initialCell0",
                        "targetEmbedding",
                        "decoder0",
                        "output");
        assertThat(names(attending(AttentionType.BAHDANAU)
                        .encoder(s -> s.numLayers(2))
                        .decoder(s -> s.numLayers(3))
                        .copy(true)))
                .containsExactlyInAnyOrder(
                        "source",
                        "target",
                        "copySource",
                        "sourceEmbedding",
                        "encoder0",
                        "encoder1",
                        "finalHidden1",
                        "initialHidden0",
                        "initialHidden1",
                        "initialHidden2",
                        "targetEmbedding",
                        "decoder0",
                        "decoder1",
                        "decoder2",
                        "attention",
                        "output");
    }

    @Test
    void namesOfVerticesWithInputFeedingAreThoseThatModelFilesHold() {
        assertThat(names(attending(AttentionType.BAHDANAU)
                        .inputFeeding(true)
                        .encoder(s -> s.cell(CellType.LSTM))
                        .decoder(s -> s.cell(CellType.LSTM).numLayers(2))))
                .containsExactlyInAnyOrder(
                        "source",
                        "target",
                        "sourceEmbedding",
                        "encoder0",
                        "finalHidden0",
                        "finalCell0",
                        "initialHidden0",
                        "initialHidden1",
                        "initialHidden",
                        "initialCell0",
                        "initialCell1",
                        "initialCell",
                        "targetEmbedding",
                        "decoder",
                        "output");
    }

    private static List<String> names(Seq2Seq.Builder builder) {
        return Stream.of(graph(builder).getVertices())
                .map(GraphVertex::getVertexName)
                .toList();
    }

    @Test
    void oneTableMeansOneParameter() {
        ComputationGraph graph = graph(plain(CellType.GRU, CellType.GRU)
                .encoder(s -> s.embeddingSize(4))
                .decoder(s -> s.embeddingSize(4))
                .tieEmbeddings(EmbeddingTies.ALL));
        assertThat(graph.getVertex("sourceEmbedding").numParams()).isZero();
        assertThat(graph.getVertex("targetEmbedding").numParams()).isEqualTo(V * 4L);
        assertThat(graph.getVertex("output").numParams()).isEqualTo(V);
    }

    @Test
    void theCoverageLossIsPartOfTheScoreAndNotOfTheStatistics() {
        MultiDataSet data = data(false);
        Seq2Seq.Builder without =
                attending(AttentionType.BAHDANAU).coverage(true).coverageLossWeight(0);
        Seq2Seq.Builder with = attending(AttentionType.BAHDANAU).coverage(true).coverageLossWeight(2);
        ComputationGraph first = shaken(without);
        ComputationGraph second = shaken(with);
        double loss = first.score(data, false);
        TokenStatistics statistics = Seq2Seq.evaluate(second, data);
        assertThat(statistics).isEqualTo(Seq2Seq.evaluate(first, data));
        assertThat(statistics.tokens()).isEqualTo(10);
        assertThat(statistics.natsPerToken()).isCloseTo(loss, within(1e-6));
        double more = second.score(data, false) - loss;
        // After the first step some attention falls on positions that had some; its loss is at most 1 a step.
        assertThat(more).isPositive().isLessThan(2 * 7 / 10.0);
    }

    @Test
    void aTokenOfTheSourceThatTheVocabularyLacksHasAProbability() {
        ComputationGraph graph = shaken(attending(AttentionType.BAHDANAU).copy(true));
        MultiDataSet data = data(true);
        INDArray output = graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0];
        assertThat(output.size(1)).isEqualTo(V + 1L);
        INDArray sums = output.sum(1); // [B, T]
        for (int b = 0; b < TARGETS.length; b++) {
            for (int t = 0; t < TARGETS[b]; t++) {
                assertThat(sums.getDouble(b, t)).isCloseTo(1, within(1e-5));
            }
        }
        assertThat(output.getDouble(0, V, 0)).isPositive();
        assertThat(Seq2Seq.evaluate(graph, data).tokens()).isEqualTo(10);
        MultiDataSet wrong = data(true);
        wrong.getLabels(0).putScalar(1, 0, V + 3);
        assertThatThrownBy(() -> graph.score(wrong)).hasMessageContaining("found the label " + (V + 3));
        MultiDataSet missing = data(true);
        missing.getFeatures(2).putScalar(0, 1, 3); // no longer in the first source
        assertThatThrownBy(() -> graph.score(missing))
                .hasMessageContaining(
                        "found the label " + V + " in example 0 at step 0, whose source does not have it");
    }

    @Test
    void faultsOfABuilderComeAllAtOnce() {
        assertThatThrownBy(() -> Seq2Seq.builder(1, 9)
                        .encoder(s -> s.hiddenSize(0).dropout(1))
                        .decoder(s -> s.numLayers(0))
                        .attention(AttentionType.NONE)
                        .bridge(Bridge.ZERO)
                        .inputFeeding(true)
                        .coverage(true)
                        .copy(true)
                        .attentionDropout(0.1)
                        .attentionSize(3)
                        .attentionOutput(AttentionOutput.DEEP)
                        .labelSmoothing(0.1)
                        .tieEmbeddings(EmbeddingTies.ALL)
                        .paddingId(4)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the size of the source vocabulary is at least 2, found 1")
                .hasMessageContaining("the encoder's hidden size is at least 1, found 0")
                .hasMessageContaining("the encoder's dropout is a probability")
                .hasMessageContaining("the decoder's number of layers is at least 1, found 0")
                .hasMessageContaining("the bridge is the decoder's only way to the source")
                .hasMessageContaining("input feeding needs attention, and the attention is NONE")
                .hasMessageContaining("coverage needs attention")
                .hasMessageContaining("copying needs attention")
                .hasMessageContaining("attention dropout needs attention")
                .hasMessageContaining("an attention size needs attention")
                .hasMessageContaining("a deep output needs attention")
                .hasMessageContaining("no label smoothing for the mixture")
                .hasMessageContaining("joint vocabulary; the vocabularies have the sizes 1 and 9")
                .hasMessageContaining("as large as what the output reads (the decoder's state); they are 128 and 256")
                .hasMessageContaining("the padding id is an id of every vocabulary, 0 to 0");
        assertThatThrownBy(() -> Seq2Seq.builder(9, 9)
                        .attention(AttentionType.LUONG_DOT)
                        .attentionSize(4)
                        .bridge(Bridge.COPY)
                        .coverageLossWeight(1)
                        .build())
                .hasMessageContaining(
                        "output as large as the decoder's hidden size; they are 512 (two directions) and 256")
                .hasMessageContaining("LUONG_DOT has no attention size")
                .hasMessageContaining(
                        "they are 512 (two directions) and 256: change a hidden size, or use the dense bridge")
                .hasMessageContaining("a coverage loss needs coverage");
        assertThatThrownBy(() -> Seq2Seq.builder(9, 9)
                        .inputFeeding(true)
                        .decoder(s -> s.residual(true).embeddingSize(256))
                        .build())
                .hasMessageContaining("no second layer: add one, or leave out the residual connections");
        assertThat(Seq2Seq.builder(9, 9)
                        .encoderDirection(Direction.FORWARD)
                        .attention(AttentionType.LUONG_DOT)
                        .bridge(Bridge.COPY)
                        .build()
                        .getNetworkInputs())
                .containsExactly("source", "target");
    }
}
