package org.seq4j.models.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.TruncatedBptt;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.output.TokenOutput;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.Recurrent;

/** Graphs of this library's layers. */
class LanguageModelArchiveTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(CellType.class)
    void everyCellWithEveryParameterComesBack(CellType cell) {
        ComputationGraph graph = train(new ComputationGraph(LanguageModel.builder(7)
                .cell(cell)
                .embeddingSize(4)
                .hiddenSize(4)
                .numLayers(2)
                .layerNorm(true)
                .residual(true)
                .tieEmbeddings(cell.hasCellState())
                .dropout(0.3)
                .build()));
        ModelContents contents = roundTrip(ModelArchive.contents(graph));
        ComputationGraph again = ModelArchive.toGraph(contents);

        assertThat(contents.tensors())
                .containsKeys("parameters/embedding/W", "parameters/rnn0/RW", "parameters/rnn1/LN");
        assertThat(Bits.of(again.params())).isEqualTo(Bits.of(graph.params()));
        assertThat(again.getConfiguration()).isEqualTo(graph.getConfiguration());
        assertThat(again.outputSingle(tokens())).isEqualTo(graph.outputSingle(tokens()));
    }

    @Test
    void trainingGoesOnWithUpdaterStateAndCarriedStatesBitForBit() {
        ComputationGraph graph = train(new ComputationGraph(LanguageModel.builder(7)
                .embeddingSize(5)
                .hiddenSize(4)
                .dropout(0.4)
                .stateful(true)
                .dataType(DataType.DOUBLE)
                .build()));
        TruncatedBptt.carry(graph);
        Map<String, INDArray> extra = new LinkedHashMap<>();
        extra.put("updater/state", graph.getUpdater().getStateViewArray());
        TruncatedBptt.states(graph).forEach((name, state) -> extra.put("states/" + name, state));
        ModelContents contents = roundTrip(ModelArchive.contents(graph).withTensors(extra));
        train(graph);

        ComputationGraph again = ModelArchive.toGraph(contents);
        again.getUpdater().setStateViewArray(contents.tensors().get("updater/state"));
        Map<String, INDArray> states = new LinkedHashMap<>();
        contents.tensors().forEach((name, tensor) -> {
            if (name.startsWith("states/")) {
                states.put(name.substring("states/".length()), tensor);
            }
        });
        assertThat(states).containsOnlyKeys("rnn0/h", "rnn0/c");
        TruncatedBptt.restore(again, states);
        train(again);
        assertThat(Bits.of(again.params())).isEqualTo(Bits.of(graph.params()));
    }

    @Test
    void ourLayersAndTheirsInOneGraphComeBack() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("tokens")
                .addVertex("embedding", TokenEmbedding.builder(7, 4).build(), "tokens")
                .addVertex(
                        "both",
                        Recurrent.builder(CellType.GRU, 4, 3)
                                .direction(Direction.BIDIRECTIONAL_CONCAT)
                                .build(),
                        "embedding")
                .addLayer("theirs", new LSTM.Builder().nIn(6).nOut(5).build(), "both")
                .addLayer("output", TokenOutput.builder(5, 7).build(), "theirs")
                .setOutputs("output")
                .setInputTypes(InputType.recurrent(1))
                .build());
        graph.init();
        ComputationGraph again = ModelArchive.toGraph(roundTrip(ModelArchive.contents(graph)));
        assertThat(again.outputSingle(tokens())).isEqualTo(graph.outputSingle(tokens()));
    }

    /** A file of format version 1, written once by {@link FrozenArchive}, must stay readable for ever. */
    @Test
    void theFrozenFileOfFormatOneLoads() throws Exception {
        Path file = Path.of(
                LanguageModelArchiveTest.class.getResource("format-1.seq4j").toURI());
        ModelContents contents = ModelArchive.read(file);
        assertThat(contents.metadata()).containsEntry("what", "a model that was written when format 1 was new");
        assertThat(contents.texts()).containsEntry("vocabulary", "<pad>\n<unk>\n<s>\n</s>\né\n");
        INDArray state = contents.tensors().get("updater/state");
        assertThat(state.dataType()).isEqualTo(DataType.FLOAT);

        ComputationGraph graph = ModelArchive.toGraph(contents);
        assertThat(graph.getUpdater().getStateViewArray().length()).isEqualTo(state.length());
        assertThat(graph.getConfiguration().getIterationCount()).isEqualTo(3);
        INDArray expected = contents.tensors().get("expected");
        INDArray found = graph.outputSingle(FrozenArchive.tokens());
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.sub(expected).norm2Number().doubleValue()).isCloseTo(0, within(1e-5));
        assertThat(found.sub(1.0 / FrozenArchive.VOCABULARY).norm2Number().doubleValue())
                .isGreaterThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hiddenSize", "inputSize", "vocabularySize", "embeddingSize"})
    void sizesInTheConfigurationThatTheTensorsDoNotHaveAreRefused(String size) {
        ComputationGraph graph = new ComputationGraph(
                LanguageModel.builder(7).embeddingSize(4).hiddenSize(4).build());
        graph.init();
        ModelContents good = ModelArchive.contents(graph);
        String json = good.configurationJson().replaceFirst("\"" + size + "\" : \\d+", "\"" + size + "\" : 500000000");
        assertThat(json).isNotEqualTo(good.configurationJson());
        long before = Pointer.totalBytes();
        assertThatThrownBy(() ->
                        ModelArchive.toGraph(new ModelContents(json, good.tensors(), good.texts(), good.metadata())))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("The model cannot be built: ");
        assertThat(Pointer.totalBytes() - before).isLessThan(32L << 20);
    }

    private ModelContents roundTrip(ModelContents contents) {
        Path file = folder.resolve("model.seq4j");
        ModelArchive.write(file, contents);
        return ModelArchive.read(file);
    }

    private static ComputationGraph train(ComputationGraph graph) {
        graph.init();
        for (int i = 0; i < 2; i++) {
            graph.fit(new MultiDataSet(tokens(), tokens()));
        }
        return graph;
    }

    private static INDArray tokens() {
        return Nd4j.createFromArray(new int[][] {{2, 4, 5, 6}, {2, 6, 4, 3}});
    }
}
