package org.seq4j.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.GradientChecks.gradient;
import static org.seq4j.models.GradientChecks.ids;
import static org.seq4j.models.graph.ModelProperties.difference;
import static org.seq4j.models.graph.Seq2SeqCase.mask;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.output.TokenStatistics;

/** What must hold for every language model, whatever its weights. */
class LanguageModelPropertyTest {
    private static final int V = 11;

    private static LanguageModel.Builder small(CellType cell) {
        return LanguageModel.builder(V)
                .cell(cell)
                .embeddingSize(6)
                .hiddenSize(8)
                .numLayers(2);
    }

    private static ComputationGraph graph(LanguageModel.Builder builder) {
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        graph.initGradientsView();
        return graph;
    }

    private static MultiDataSet batch(INDArray x, INDArray y, @Nullable INDArray mask) {
        INDArray[] masks = mask == null ? null : new INDArray[] {mask};
        return new MultiDataSet(new INDArray[] {x}, new INDArray[] {y}, masks, masks);
    }

    @ParameterizedTest
    @EnumSource(CellType.class)
    void paddingChangesNeitherTheLossNorTheGradient(CellType cell) {
        ComputationGraph graph = graph(small(cell));
        INDArray x = ids(1, V, 3, 5);
        INDArray y = ids(2, V, 3, 5);
        INDArray wideX = Nd4j.concat(1, x, ids(3, V, 3, 4));
        INDArray wideY = Nd4j.concat(1, y, ids(4, V, 3, 4));
        ModelProperties.sameLossAndGradient(
                graph, batch(x, y, mask(5, 5, 3, 4)), batch(wideX, wideY, mask(9, 5, 3, 4)), 1e-6);
    }

    @ParameterizedTest
    @EnumSource(
            value = CellType.class,
            names = {"LSTM", "GRU"})
    void theGradientOfABatchIsTheTokenWeightedMeanOverItsExamples(CellType cell) {
        ComputationGraph graph = graph(small(cell).labelSmoothing(0.1));
        INDArray x = ids(1, V, 3, 5);
        INDArray y = ids(2, V, 3, 5);
        int[] lengths = {5, 2, 4};
        ModelProperties.batchIsTheMeanOfItsExamples(
                graph,
                batch(x, y, mask(5, lengths)),
                lengths,
                b -> {
                    var row = NDArrayIndex.interval(b, b + 1);
                    var steps = NDArrayIndex.interval(0, lengths[b]);
                    return batch(x.get(row, steps).dup(), y.get(row, steps).dup(), null);
                },
                1e-6);
    }

    @ParameterizedTest
    @EnumSource(CellType.class)
    void whatComesLaterNeverChangesWhatCameBefore(CellType cell) {
        ComputationGraph graph = graph(small(cell).residual(true));
        INDArray x = ids(1, V, 2, 6);
        INDArray changed = x.dup();
        changed.get(NDArrayIndex.all(), NDArrayIndex.interval(4, 6)).assign(3);
        var before = new org.nd4j.linalg.indexing.INDArrayIndex[] {
            NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 4)
        };
        assertThat(difference(
                        graph.outputSingle(x).get(before).dup(),
                        graph.outputSingle(changed).get(before).dup()))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = CellType.class,
            names = {"LSTM", "GRU_RESET_AFTER", "RNN_TANH"})
    void windowsThatCarryTheStateGiveWhatTheWholeSequenceGives(CellType cell) {
        ComputationGraph whole = graph(small(cell));
        ComputationGraph windows = graph(small(cell).stateful(true));
        windows.params().assign(whole.params());
        INDArray x = ids(1, V, 2, 9);
        INDArray expected = whole.outputSingle(x);
        TruncatedBptt.reset(windows);
        for (int from = 0; from < 9; from += 3) {
            var steps = NDArrayIndex.interval(from, from + 3);
            INDArray part =
                    windows.outputSingle(x.get(NDArrayIndex.all(), steps).dup());
            TruncatedBptt.carry(windows);
            assertThat(difference(
                            part.dup(),
                            expected.get(NDArrayIndex.all(), NDArrayIndex.all(), steps)
                                    .dup()))
                    .isLessThan(1e-6);
        }
        Map<String, INDArray> states = TruncatedBptt.states(windows);
        assertThat(states).hasSize(cell.hasCellState() ? 4 : 2);
        INDArray next = ids(5, V, 2, 3);
        INDArray after = windows.outputSingle(next).dup();
        TruncatedBptt.reset(windows);
        assertThat(difference(after, windows.outputSingle(next).dup())).isGreaterThan(1e-4);
        TruncatedBptt.restore(windows, states);
        assertThat(difference(after, windows.outputSingle(next).dup())).isZero();
    }

    @Test
    void aCarriedStateOfAnotherBatchSizeIsRefused() {
        ComputationGraph graph = graph(small(CellType.GRU).stateful(true));
        graph.output(ids(1, V, 2, 3));
        TruncatedBptt.carry(graph);
        assertThatThrownBy(() -> graph.output(ids(1, V, 5, 3)))
                .hasMessageContaining("carries the state of 2 sequences into a batch of 5")
                .hasMessageContaining("reset the state first");
    }

    @Test
    void configurationsSurviveJson() {
        ComputationGraphConfiguration conf = small(CellType.PEEPHOLE_LSTM)
                .embeddingSize(8)
                .dropout(0.1)
                .recurrentDropout(0.2)
                .variationalDropout(true)
                .layerNorm(true)
                .residual(true)
                .tieEmbeddings(true)
                .labelSmoothing(0.1)
                .stateful(true)
                .seed(99)
                .build();
        ComputationGraphConfiguration back = ModelProperties.survivesJson(conf);
        ComputationGraph first = new ComputationGraph(conf);
        first.init();
        ComputationGraph second = new ComputationGraph(back);
        second.init();
        assertThat(second.params()).isEqualTo(first.params()); // the same seed, the same weights
    }

    @Test
    void modelsSurviveDeeplearning4jsSerializer(@TempDir Path folder) throws Exception {
        ComputationGraph graph = graph(small(CellType.GRU).embeddingSize(8).tieEmbeddings(true));
        graph.fit(batch(ids(1, V, 3, 5), ids(2, V, 3, 5), null));
        File file = folder.resolve("model.zip").toFile();
        ModelSerializer.writeModel(graph, file, true);
        ComputationGraph back = ModelSerializer.restoreComputationGraph(file, true);
        INDArray x = ids(3, V, 2, 4);
        assertThat(back.outputSingle(x)).isEqualTo(graph.outputSingle(x));
    }

    @ParameterizedTest
    @EnumSource(CellType.class)
    void fitLearnsASequenceByHeart(CellType cell) {
        ComputationGraph graph =
                graph(small(cell).numLayers(1).embeddingSize(12).hiddenSize(24).updater(new Adam(0.02)));
        INDArray x = ids(1, V, 2, 8);
        INDArray y = ids(2, V, 2, 8);
        MultiDataSet data = batch(x, y, mask(8, 8, 5));
        for (int i = 0; i < 150; i++) {
            graph.fit(data);
        }
        TokenStatistics result = LanguageModel.evaluate(graph, data);
        assertThat(result.tokens()).isEqualTo(13);
        assertThat(result.correct()).isEqualTo(13);
        assertThat(result.natsPerToken()).isLessThan(0.1);
    }

    @Test
    void dropoutDependsOnTheUpdateAndTheSeedAlone() {
        MultiDataSet data = batch(ids(1, V, 3, 5), ids(2, V, 3, 5), null);
        LanguageModel.Builder builder = small(CellType.LSTM).dropout(0.5).recurrentDropout(0.3);
        ComputationGraph one = graph(builder);
        ComputationGraph other = graph(builder);
        one.getConfiguration().setIterationCount(7);
        other.getConfiguration().setIterationCount(7);
        Nd4j.getRandom().setSeed(1);
        double loss = gradient(one, data);
        Nd4j.getRandom().setSeed(2);
        assertThat(gradient(other, data)).isEqualTo(loss);
        assertThat(one.getGradientsViewArray()).isEqualTo(other.getGradientsViewArray());
        other.getConfiguration().setIterationCount(8);
        assertThat(gradient(other, data)).isNotEqualTo(loss);
    }

    @Test
    void aVocabularyOfFiftyThousandNeedsNoArrayOfAllTokensTimesTheVocabulary() {
        // 1,600 tokens times 50,000 floats would be 320 MB; the memory that ND4J holds may grow by less than half of
        // that.
        ComputationGraph graph = graph(
                LanguageModel.builder(50_000).embeddingSize(8).hiddenSize(8).cell(CellType.GRU));
        MultiDataSet data = batch(ids(1, 50_000, 32, 50), ids(2, 50_000, 32, 50), null);
        long before = outsideOfTheHeap();
        double loss = gradient(graph, data);
        assertThat(loss).isCloseTo(Math.log(50_000), within(0.5));
        assertThat(outsideOfTheHeap() - before).isLessThan(160_000_000L);
    }

    private static long outsideOfTheHeap() {
        return Pointer.physicalBytes() - Runtime.getRuntime().totalMemory();
    }

    @Test
    void faultsOfABuilderComeAllAtOnce() {
        assertThatThrownBy(() -> LanguageModel.builder(1)
                        .dropout(1.5)
                        .tieEmbeddings(true)
                        .numLayers(0)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vocabulary size is at least 2, found 1")
                .hasMessageContaining("dropout is a probability, at least 0 and less than 1; found 1.5")
                .hasMessageContaining(
                        "tied embeddings need an embedding size equal to the hidden size; they are 128 and 256")
                .hasMessageContaining("number of layers is at least 1, found 0");
    }

    @Test
    void idsBeyondTheVocabularyAreNamed() {
        ComputationGraph graph = graph(small(CellType.GRU));
        INDArray x = Nd4j.createFromArray(new int[][] {{1, 2, 3}, {4, 11, 6}});
        assertThatThrownBy(() -> graph.output(x))
                .hasMessageContaining("knows ids from 0 to 10, found 11 in example 1 at step 1");
        assertThatThrownBy(() -> gradient(graph, batch(ids(1, V, 2, 3), x, null)))
                .hasMessageContaining("knows ids from 0 to 10, found the label 11 in example 1 at step 1");
        assertThat(graph.getConfiguration().getDataType()).isEqualTo(DataType.FLOAT);
    }
}
