package org.seq4j.models.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.example.Cubed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Configurations that name other classes or other sizes than they may. */
class HostileConfigurationTest {
    private static ModelContents good;

    @BeforeAll
    static void aGoodModel() {
        good = ModelArchive.contents(StockGraph.trained());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.FileOutputStream",
                "javax.script.ScriptEngineManager",
                "org.deeplearning4j.nn.conf.layers.objdetect.Yolo2OutputLayer",
                "org.deeplearning4j.nn.conf.layers.LayerValidation",
                "org.deeplearning4j.nn.conf.layers.Layer",
                "org.deeplearning4j.nn.conf.memory.NetworkMemoryReport",
                "org.deeplearning4j.earlystopping.saver.LocalFileGraphSaver",
                "org.deeplearning4j.nn.weights.embeddings.ArrayEmbeddingInitializer",
                "org.nd4j.linalg.activations.impl.NoSuchActivation",
                "org.seq4j.models.archive.ModelArchive",
                "[Lorg.nd4j.linalg.activations.impl.ActivationTanH;",
                "",
                "../x"
            })
    void aClassThatIsNoPartOfANetworkIsRefused(String name) {
        assertThat(NodeClasses.standard().allows(name)).isFalse();
        refused(
                json -> json.replace("org.nd4j.linalg.activations.impl.ActivationTanH", name),
                "found class \"" + name + "\"");
        refused(json -> json.replace("org.deeplearning4j.nn.conf.layers.LSTM", name), "found class \"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.deeplearning4j.nn.conf.inputs.InputType$InputTypeRecurrent",
                "org.deeplearning4j.nn.conf.layers.misc.FrozenLayer",
                "org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder",
                "org.deeplearning4j.nn.conf.layers.variational.GaussianReconstructionDistribution",
                "org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor",
                "org.deeplearning4j.nn.weights.embeddings.WeightInitEmbedding",
                "org.nd4j.linalg.learning.config.Nesterovs",
                "org.nd4j.linalg.schedule.MapSchedule",
                "org.seq4j.models.recurrent.Recurrent"
            })
    void aClassThatIsPartOfANetworkIsAllowed(String name) {
        assertThat(NodeClasses.standard().allows(name)).isTrue();
    }

    @Test
    void aClassIsSeenWhereverItStands() {
        refused(inject("\"unknown\": [[{\"@class\": \"java.net.URL\"}]]"), "found class \"java.net.URL\"");
        refused(inject("\"unknown\": {\"@class\": [\"java.net.URL\"]}"), "java.net.URL");
        refused(inject("\"unknown\": [\"java.net.URL\", {}]"), "found class \"java.net.URL\"");
        refused(inject("\"unknown\": {\"java.net.URL\": {}}"), "found class \"java.net.URL\"");
        refused(inject("\"@class\": \"java.net.URL\""), "found class \"java.net.URL\"");
    }

    @Test
    void aClassThatStandsTwiceIsRefusedWhicheverWouldWin() {
        refused(
                json -> json.replaceFirst(
                        "(\"@class\" : )(\"org.deeplearning4j.nn.conf.layers.LSTM\")", "$1$2,\n$1\"java.net.URL\""),
                "Duplicate field");
    }

    @Test
    void theOldFormsWithoutClassesAreRefused() {
        refused(
                json -> json.replace("\"@class\" : \"org.deeplearning4j.nn.conf.graph.LayerVertex\",", ""),
                "expected \"@class\"");
        refused(json -> "{\"vertices\": {\"a\": {\"LayerVertex\": {}}}}", "expected \"@class\"");
        refused(json -> "{}", "expected an object \"vertices\"");
        refused(json -> "{\"vertices\": {}}", "DL4J refuses");
        refused(json -> "{\"vertices\": " + "[".repeat(100_000), "nested at most");
    }

    @Test
    void sizesThatTheTensorsDoNotHaveAreRefusedBeforeTheyAreAllocated() {
        long before = Pointer.totalBytes();
        refused(
                json -> json.replaceFirst("\"nin\" : 3", "\"nin\" : 300000000"),
                "expected 4800000080 parameters for vertex \"lstm\"");
        refused(json -> json.replaceFirst("\"nin\" : 3", "\"nin\" : 4611686018427387904"), "");
        refused(json -> json.replaceFirst("\"nin\" : 3", "\"nin\" : -3"), "");
        assertThat(Pointer.totalBytes() - before).isLessThan(32L << 20);
    }

    @Test
    void tensorsMustBeExactlyThoseOfTheGraph() {
        INDArray w = good.tensors().get("parameters/lstm/W");
        refusedTensors(t -> t.remove("parameters/lstm/W"), "expected 128 parameters for vertex \"lstm\"");
        refusedTensors(t -> t.put("parameters/lstm/W2", Nd4j.ones(1)), "found 129");
        refusedTensors(t -> t.put("parameters/none/W", w), "[parameters/none/W] too many");
        refusedTensors(
                t -> t.put("parameters/lstm/V", t.remove("parameters/lstm/W")),
                "none for [parameters/lstm/W] and [parameters/lstm/V]");
        refusedTensors(
                t -> t.put("parameters/lstm/W", w.dup().reshape(16, 3)),
                "expected shape [3, 16] for \"parameters/lstm/W\", found [16, 3]");
        refusedTensors(t -> t.put("parameters/lstm/W", w.castTo(DataType.DOUBLE)), "expected type FLOAT");
    }

    @Test
    void aGraphWithManyKindsOfNodesPassesAndNamesLikeClassesAreFree() {
        ComputationGraph graph = new ComputationGraph(StockGraph.varied());
        graph.init();
        ComputationGraph again = ModelArchive.toGraph(ModelArchive.contents(graph));
        assertThat(Bits.of(again.params())).isEqualTo(Bits.of(graph.params()));
        assertThat(again.getConfiguration()).isEqualTo(graph.getConfiguration());
    }

    @Test
    void aClassOfOnesOwnPassesOnceItIsAdded() {
        UnaryOperator<String> change =
                json -> json.replace("org.nd4j.linalg.activations.impl.ActivationTanH", Cubed.class.getName());
        ModelContents own = withJson(change);
        NodeClasses classes = NodeClasses.standard().with(Cubed.class);
        assertThatThrownBy(() -> ModelArchive.toGraph(own))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("NodeClasses.standard().with(YourClass.class)");
        ComputationGraph graph = ModelArchive.toGraph(own, classes);
        assertThatThrownBy(() -> ModelArchive.contents(graph)).hasMessageContaining(Cubed.class.getName());
        assertThat(ModelArchive.contents(graph, classes).tensors()).hasSameSizeAs(good.tensors());
        assertThatThrownBy(() -> NodeClasses.standard().with(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    private static UnaryOperator<String> inject(String field) {
        return json -> json.replaceFirst("\\{", "{" + field + ",");
    }

    private static ModelContents withJson(UnaryOperator<String> change) {
        String json = change.apply(good.configurationJson());
        assertThat(json).isNotEqualTo(good.configurationJson());
        return new ModelContents(json, good.tensors(), good.texts(), good.metadata());
    }

    private static void refused(UnaryOperator<String> change, String message) {
        ModelContents contents = withJson(change);
        assertThatThrownBy(() -> ModelArchive.toGraph(contents))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("The model cannot be built: ")
                .hasMessageContaining(message)
                .hasMessageEndingWith(".");
    }

    private static void refusedTensors(java.util.function.Consumer<Map<String, INDArray>> change, String message) {
        Map<String, INDArray> tensors = new LinkedHashMap<>(good.tensors());
        change.accept(tensors);
        ModelContents contents = new ModelContents(good.configurationJson(), tensors, Map.of(), Map.of());
        assertThatThrownBy(() -> ModelArchive.toGraph(contents))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(message);
    }
}
