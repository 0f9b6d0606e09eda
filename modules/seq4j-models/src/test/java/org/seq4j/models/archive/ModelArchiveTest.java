package org.seq4j.models.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ModelArchiveTest {
    @TempDir
    Path folder;

    @Test
    void aGraphOfStockLayersComesBackWithTheSameParametersAndOutputs() {
        ComputationGraph graph = StockGraph.trained();
        Path file = folder.resolve("model.seq4j");
        ModelArchive.write(file, ModelArchive.contents(graph));

        ModelContents contents = ModelArchive.read(file);
        ComputationGraph again = ModelArchive.toGraph(contents);

        assertThat(contents.tensors().keySet())
                .contains("parameters/lstm/W", "parameters/lstm/RW", "parameters/lstm/b", "parameters/out/W");
        assertThat(Bits.of(again.params())).isEqualTo(Bits.of(graph.params()));
        assertThat(again.outputSingle(StockGraph.input())).isEqualTo(graph.outputSingle(StockGraph.input()));
        assertThat(again.getConfiguration()).isEqualTo(graph.getConfiguration());
        assertThat(again.getConfiguration().getIterationCount()).isEqualTo(3);
    }

    @Test
    void trainingGoesOnWhereItWasWithTheUpdaterStateInTheFile() {
        ComputationGraph graph = StockGraph.trained();
        Path file = folder.resolve("model.seq4j");
        INDArray state = graph.getUpdater().getStateViewArray();
        ModelArchive.write(file, ModelArchive.contents(graph).withTensors(Map.of("updater/state", state)));
        StockGraph.fit(graph, 3);

        ModelContents contents = ModelArchive.read(file);
        ComputationGraph again = ModelArchive.toGraph(contents);
        again.getUpdater().setStateViewArray(contents.tensors().get("updater/state"));
        StockGraph.fit(again, 3);

        assertThat(Bits.of(again.params())).isEqualTo(Bits.of(graph.params()));
    }

    @Test
    void textsMetadataAndNamesOfAnyScriptComeBackInOrder() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("vocabularies/zeichen", "ä\n𝄞\n<pad>\t\u0000");
        texts.put("config.yaml", "");
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("\"quoted\"", "line\nbreak");
        metadata.put("a", "b");
        ModelContents contents = new ModelContents("{}", Map.of("状態/ひ", Nd4j.ones(2)), texts, metadata);
        Path file = folder.resolve("model.seq4j");
        ModelArchive.write(file, contents);

        ModelContents again = ModelArchive.read(file);
        assertThat(again).isEqualTo(contents);
        assertThat(List.copyOf(again.texts().keySet())).containsExactly("vocabularies/zeichen", "config.yaml");
        assertThat(List.copyOf(again.metadata().keySet())).containsExactly("\"quoted\"", "a");
    }

    @ParameterizedTest
    @EnumSource(TensorType.class)
    void everyElementTypeAndLayoutComesBack(TensorType type) {
        INDArray values = Nd4j.arange(120).castTo(type.dataType()).reshape('c', 4, 5, 6);
        Map<String, INDArray> tensors = new LinkedHashMap<>();
        tensors.put("c", values);
        tensors.put("f", values.dup('f'));
        tensors.put("permuted", values.permute(2, 0, 1));
        tensors.put("slice", values.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3), NDArrayIndex.all()));
        tensors.put(
                "tail", values.reshape(120).get(NDArrayIndex.interval(60, 120)).reshape('c', 6, 10));
        tensors.put("vector", values.reshape(120));
        tensors.put("scalar", Nd4j.scalar(type.dataType(), 7));
        tensors.put("none", Nd4j.create(type.dataType(), 0, 3));
        Path file = folder.resolve("model.seq4j");
        ModelArchive.write(file, new ModelContents("{}", tensors, Map.of(), Map.of()));

        Map<String, INDArray> again = ModelArchive.read(file).tensors();
        assertThat(again.keySet()).isEqualTo(tensors.keySet());
        tensors.forEach((name, tensor) -> {
            assertThat(again.get(name).dataType()).as(name).isEqualTo(type.dataType());
            assertThat(again.get(name).shape()).as(name).isEqualTo(tensor.shape());
            assertThat(Bits.of(again.get(name))).as(name).isEqualTo(Bits.of(tensor));
        });
        assertThat(again.get("f").ordering()).isEqualTo('f');
    }

    @Test
    void aTensorOfSeveralPiecesIsExact() {
        INDArray values = Nd4j.arange(NativeBytes.CHUNK + 17).castTo(DataType.FLOAT);
        Path file = folder.resolve("model.seq4j");
        ModelArchive.write(file, new ModelContents("{}", Map.of("x", values), Map.of(), Map.of()));
        assertThat(Bits.of(ModelArchive.read(file).tensors().get("x"))).isEqualTo(Bits.of(values));
    }

    @Test
    void theSameContentsGiveTheSameBytes() throws IOException {
        ModelContents contents = ModelArchive.contents(StockGraph.trained());
        ModelArchive.write(folder.resolve("a"), contents);
        ModelArchive.write(folder.resolve("b"), contents);
        assertThat(Files.mismatch(folder.resolve("a"), folder.resolve("b"))).isEqualTo(-1);
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("model.seq4j");
        ModelArchive.write(file, new ModelContents("{}", Map.of("x", Nd4j.ones(3)), Map.of(), Map.of()));
        byte[] before = Files.readAllBytes(file);

        Map<String, INDArray> tensors = new LinkedHashMap<>();
        tensors.put("fine", Nd4j.ones(100));
        tensors.put("text", Nd4j.create("not a number"));
        ModelContents bad = new ModelContents("{}", tensors, Map.of(), Map.of());
        assertThatThrownBy(() -> ModelArchive.write(file, bad))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("tensor \"tensors/text\"")
                .hasMessageContaining("UTF8");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderThatDoesNotExistEndsInASentence() {
        ModelContents contents = new ModelContents("{}", Map.of(), Map.of(), Map.of());
        Path file = folder.resolve("none").resolve("model.seq4j");
        assertThatThrownBy(() -> ModelArchive.write(file, contents))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("check that the folder exists");
        assertThatThrownBy(() -> ModelArchive.read(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> ModelArchive.read(folder)).hasMessageContaining("found a folder");
    }

    @Test
    void namesThatLeaveTheirFolderAreNotWritten() {
        for (String name : Arrays.asList("../x", "a//b", "", "/etc/x", "c:x", "a\\b", "a/./b", "x\n")) {
            ModelContents contents = new ModelContents("{}", Map.of(name, Nd4j.ones(1)), Map.of(), Map.of());
            assertThatThrownBy(() -> ModelArchive.write(folder.resolve("model.seq4j"), contents))
                    .as(name)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("plain relative name");
        }
    }
}
