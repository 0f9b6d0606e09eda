package org.seq4j.models.graph;

import static org.seq4j.models.GradientChecks.ids;
import static org.seq4j.models.GradientChecks.mask;

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
import org.seq4j.models.kernel.CellType;

class LanguageModelGradientTest {
    private static final int V = 6;
    private static final INDArray RAGGED = mask(
            new float[] {1, 1, 1, 1}, new float[] {1, 1, 0, 0}, new float[] {1, 0, 1, 0}, new float[] {0, 0, 0, 0});

    private static LanguageModel.Builder small(CellType cell) {
        return LanguageModel.builder(V)
                .cell(cell)
                .embeddingSize(3)
                .hiddenSize(3)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp());
    }

    private static MultiDataSet batch(@Nullable INDArray mask) {
        INDArray[] masks = mask == null ? null : new INDArray[] {mask};
        return new MultiDataSet(new INDArray[] {ids(1, V, 4, 4)}, new INDArray[] {ids(2, V, 4, 4)}, masks, masks);
    }

    @ParameterizedTest
    @EnumSource(value = CellType.class, names = "RNN_RELU", mode = EnumSource.Mode.EXCLUDE) // not smooth: see below
    void eachCellWithPaddingHolesAndAnEmptyExample(CellType cell) {
        GradientChecks.parameters(small(cell).build(), batch(RAGGED));
    }

    @Test
    void reluAwayFromItsKink() {
        GradientChecks.parameters(small(CellType.RNN_RELU).seed(7).build(), batch(null));
    }

    @ParameterizedTest
    @EnumSource(
            value = CellType.class,
            names = {"LSTM", "GRU"})
    void everyDropoutAndLayerNormAndResidualInTwoLayers(CellType cell) {
        GradientChecks.directions(
                small(cell)
                        .numLayers(2)
                        .dropout(0.3)
                        .embeddingDropout(0.2)
                        .recurrentDropout(0.3)
                        .variationalDropout(true)
                        .layerNorm(true)
                        .residual(true)
                        .labelSmoothing(0.1)
                        .build(),
                batch(RAGGED));
    }

    @Test
    void tiedEmbeddings() {
        GradientChecks.parameters(
                small(CellType.GRU).tieEmbeddings(true).dropout(0.2).build(), batch(RAGGED));
    }

    @ParameterizedTest
    @EnumSource(
            value = CellType.class,
            names = {"LSTM", "GRU_RESET_AFTER"})
    void aWindowThatStartsFromCarriedStates(CellType cell) {
        ComputationGraph graph =
                new ComputationGraph(small(cell).stateful(true).numLayers(2).build());
        graph.init();
        graph.output(ids(3, V, 4, 5));
        TruncatedBptt.carry(graph);
        GradientChecks.parameters(graph, batch(null));
    }
}
