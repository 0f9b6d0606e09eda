package org.seq4j.models.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.GradientChecks.gradient;
import static org.seq4j.models.GradientChecks.ids;
import static org.seq4j.models.GradientChecks.mask;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.archive.ArchiveException;
import org.seq4j.models.archive.ModelArchive;
import org.seq4j.models.archive.ModelContents;
import org.seq4j.models.archive.NodeClasses;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.graph.SequenceTagger;
import org.seq4j.models.graph.TruncatedBptt;
import org.seq4j.models.kernel.Cell;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.OwnLstm;
import org.seq4j.models.search.LanguageModelDecoder;

/** Models with a cell of one's own do what they do with the library's cell of the same equations. */
class CustomCellLayerTest {
    private static final int V = 6;

    @TempDir
    Path folder;

    private static ComputationGraph graph(ComputationGraphConfiguration conf) {
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        graph.initGradientsView();
        return graph;
    }

    private static ComputationGraph languageModel(Cell cell) {
        return graph(LanguageModel.builder(V)
                .cell(cell)
                .embeddingSize(3)
                .hiddenSize(4)
                .numLayers(2)
                .stateful(true)
                .dataType(DataType.DOUBLE)
                .build());
    }

    private static MultiDataSet batch() {
        INDArray[] masks = {mask(new float[] {1, 1, 1, 1, 1}, new float[] {1, 1, 1, 0, 0})};
        return new MultiDataSet(new INDArray[] {ids(1, V, 2, 5)}, new INDArray[] {ids(2, V, 2, 5)}, masks, masks);
    }

    private static void same(INDArray found, INDArray expected, double tolerance) {
        assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThan(tolerance);
    }

    @Test
    void initialValuesLossGradientAndCarriedStatesAreTheLibrarys() {
        ComputationGraph own = languageModel(new OwnLstm());
        ComputationGraph library = languageModel(CellType.LSTM);
        same(own.params(), library.params(), 1e-15);
        for (int window = 0; window < 3; window++) {
            assertThat(gradient(own, batch())).isCloseTo(gradient(library, batch()), within(1e-12));
            same(own.getGradientsViewArray(), library.getGradientsViewArray(), 1e-12);
            TruncatedBptt.carry(own);
            TruncatedBptt.carry(library);
        }
        assertThat(TruncatedBptt.states(own)).containsOnlyKeys("rnn0/h", "rnn0/c", "rnn1/h", "rnn1/c");
    }

    @Test
    void bothDirectionsAreTheLibrarys() {
        ComputationGraph[] graphs = new ComputationGraph[2];
        Cell[] cells = {new OwnLstm(), CellType.LSTM};
        for (int i = 0; i < 2; i++) {
            Cell cell = cells[i];
            graphs[i] = graph(SequenceTagger.tokens(V, 3)
                    .encoder(stack -> stack.cell(cell).embeddingSize(3).hiddenSize(4))
                    .encoderDirection(Direction.BIDIRECTIONAL_CONCAT)
                    .dataType(DataType.DOUBLE)
                    .build());
            INDArray[] masks = batch().getFeaturesMaskArrays();
            gradient(
                    graphs[i],
                    new MultiDataSet(new INDArray[] {ids(1, V, 2, 5)}, new INDArray[] {ids(2, 3, 2, 5)}, masks, masks));
        }
        same(graphs[0].getGradientsViewArray(), graphs[1].getGradientsViewArray(), 1e-12);
    }

    @Test
    void decodingStepsThroughIt() {
        int[] tokens = {1, 4, 2};
        double[][] found = new double[2][];
        for (int i = 0; i < 2; i++) {
            var decoder = LanguageModelDecoder.of(languageModel(i == 0 ? new OwnLstm() : CellType.LSTM));
            var state = decoder.start(1);
            found[i] = new double[0];
            for (int token : tokens) {
                var step = decoder.step(state, new int[] {token});
                state = step.state();
                found[i] = Nd4j.createFromArray(step.logProbabilities())
                        .castTo(DataType.DOUBLE)
                        .toDoubleVector();
            }
        }
        assertThat(found[0]).containsExactly(found[1], within(1e-5));
    }

    @Test
    void itsOptionsAreInTheJson() {
        ComputationGraph graph = languageModel(new OwnLstm(2.5));
        assertThat(graph.paramTable().get("rnn1_b").getDouble(4)).isEqualTo(2.5);
        String json = graph.getConfiguration().toJson();
        assertThat(json).contains("\"@class\" : \"" + OwnLstm.class.getName() + '"');
        ComputationGraphConfiguration again = ComputationGraphConfiguration.fromJson(json);
        assertThat(again).isEqualTo(graph.getConfiguration());
        assertThat(((Recurrent) again.getVertices().get("rnn0")).cell()).isEqualTo(new OwnLstm(2.5));
        assertThat(languageModel(CellType.LSTM).getConfiguration().toJson()).doesNotContain("customCell");
    }

    @Test
    void anArchiveIsReadByThoseWhoAllowItsClass() {
        ComputationGraph graph = languageModel(new OwnLstm());
        NodeClasses classes = NodeClasses.standard().with(OwnLstm.class);
        Path file = folder.resolve("model.seq4j");
        ModelArchive.write(file, ModelArchive.contents(graph, classes));
        ComputationGraph again = ModelArchive.toGraph(ModelArchive.read(file), classes);
        same(again.outputSingle(ids(1, V, 2, 5)), graph.outputSingle(ids(1, V, 2, 5)), 1e-15);
    }

    @Test
    void anArchiveOfACellThatIsNotAllowedIsRefused() {
        ModelContents contents = ModelArchive.contents(languageModel(new OwnLstm()));
        String json = contents.configurationJson().replace(OwnLstm.class.getName(), "org.example.Foreign");
        assertThatThrownBy(() -> ModelArchive.toGraph(new ModelContents(json, contents.tensors(), Map.of(), Map.of())))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("org.example.Foreign")
                .hasMessageContaining("NodeClasses.standard().with");
    }

    @Test
    void whatThereIsNotForItIsAFaultOfTheBuilder() {
        assertThatThrownBy(() -> Recurrent.builder(new OwnLstm(), 3, 4)
                        .layerNorm(true)
                        .recurrentDropout(0.2)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no layer normalisation")
                .hasMessageContaining("there is no recurrent dropout for a cell of your own such as OwnLstm");
        assertThatThrownBy(() -> Seq2Seq.builder(V, V)
                        .decoder(stack -> stack.cell(new OwnLstm()))
                        .attention(AttentionType.BAHDANAU)
                        .inputFeeding(true)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave input feeding off for a cell of your own");
    }
}
