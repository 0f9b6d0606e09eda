package org.seq4j.models.graph;

import static org.seq4j.models.graph.PointerCase.batch;
import static org.seq4j.models.graph.PointerCase.tokens;
import static org.seq4j.models.graph.PointerCase.vectors;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.recurrent.Direction;

/** Numeric gradients of whole pointer networks, over batches of mixed sizes. */
class PointerNetworkGradientTest {
    private static final int[] SIZES = {5, 3, 1};
    private static final int[] CHOICES = {3, 4, 1};

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("copied LSTM states", vectors(CellType.LSTM, CellType.LSTM), false),
                Arguments.of("no bridge", vectors(CellType.GRU, CellType.LSTM).bridge(Bridge.ZERO), false),
                Arguments.of(
                        "both directions, dense bridge, one glimpse, every dropout",
                        vectors(CellType.LSTM, CellType.GRU)
                                .encoderDirection(Direction.BIDIRECTIONAL_CONCAT)
                                .bridge(Bridge.DENSE)
                                .glimpses(1)
                                .encoder(stack -> stack.numLayers(2).dropout(0.2))
                                .decoder(stack -> stack.dropout(0.2).recurrentDropout(0.2)),
                        false),
                Arguments.of("two glimpses", vectors(CellType.GRU, CellType.GRU).glimpses(2), false),
                Arguments.of("tokens", tokens(CellType.GRU, CellType.GRU), true),
                Arguments.of(
                        "tokens, two layers, backward, residual",
                        tokens(CellType.LSTM, CellType.LSTM)
                                .encoderDirection(Direction.BACKWARD)
                                .encoder(stack ->
                                        stack.embeddingSize(4).numLayers(2).residual(true))
                                .decoder(stack -> stack.numLayers(2).residual(true)),
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void ofEveryParameter(String name, PointerNetwork.Builder builder, boolean tokens) {
        GradientChecks.directions(builder.dataType(DataType.DOUBLE).build(), batch(3, tokens, SIZES, CHOICES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void withMasksOfAnyForm(String name, PointerNetwork.Builder builder, boolean tokens) {
        MultiDataSet data = batch(5, tokens, new int[] {4, 4, 4}, new int[] {3, 3, 3});
        data.getLabels(0).assign(Nd4j.createFromArray(new int[][] {{1, 3, 1, 0}, {2, 4, 0, 0}, {3, 2, 2, 0}}));
        data.getFeatures(1).assign(Nd4j.createFromArray(new int[][] {{0, 1, 3, 1}, {0, 2, 4, 0}, {0, 3, 2, 2}}));
        INDArray elements = Nd4j.createFromArray(new float[][] {{1, 0, 1, 0}, {0, 1, 1, 1}, {1, 1, 1, 1}});
        INDArray steps = Nd4j.createFromArray(new float[][] {{1, 0, 1, 1}, {1, 1, 1, 0}, {0, 1, 1, 1}});
        GradientChecks.directions(
                builder.dataType(DataType.DOUBLE).build(),
                new MultiDataSet(
                        data.getFeatures(), data.getLabels(), new INDArray[] {elements, steps}, new INDArray[] {steps
                        }));
    }

    @Test
    void withoutMasks() {
        MultiDataSet data = batch(7, false, new int[] {3, 3}, new int[] {2, 2});
        GradientChecks.directions(
                vectors(CellType.LSTM, CellType.LSTM)
                        .glimpses(1)
                        .dataType(DataType.DOUBLE)
                        .build(),
                new MultiDataSet(data.getFeatures(), data.getLabels()));
    }
}
