package org.seq4j.models.graph;

import static org.seq4j.models.graph.Seq2SeqCase.attending;
import static org.seq4j.models.graph.Seq2SeqCase.batch;
import static org.seq4j.models.graph.Seq2SeqCase.copyBatch;
import static org.seq4j.models.graph.Seq2SeqCase.exact;
import static org.seq4j.models.graph.Seq2SeqCase.plain;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.attention.AttentionOutput;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.recurrent.Direction;

/** Numeric gradients of whole models, over batches with padding on both sides. */
class Seq2SeqGradientTest {
    private static final MultiDataSet RAGGED = batch(3, new int[] {4, 2, 1}, new int[] {2, 3, 1});

    static Stream<Arguments> bridges() {
        return Stream.of(
                Arguments.of("dense, h and c", plain(CellType.LSTM, CellType.LSTM)),
                Arguments.of("dense, c from h", plain(CellType.GRU, CellType.LSTM)),
                Arguments.of("dense, c left out", plain(CellType.LSTM, CellType.GRU)),
                Arguments.of(
                        "copy, h and c", plain(CellType.LSTM, CellType.LSTM).bridge(Bridge.COPY)),
                Arguments.of("copy, c is 0", plain(CellType.GRU, CellType.LSTM).bridge(Bridge.COPY)),
                Arguments.of(
                        "layer by layer, each of another direction",
                        plain(CellType.GRU, CellType.GRU)
                                .encoder(stack ->
                                        stack.numLayers(2).hiddenSize(4).residual(true))
                                .decoder(stack -> stack.numLayers(2))
                                .encoderDirection(Direction.BACKWARD)
                                .bridge(Bridge.COPY)),
                Arguments.of(
                        "from the last of two layers, summed directions, every dropout",
                        plain(CellType.LSTM, CellType.GRU)
                                .encoder(
                                        stack -> stack.numLayers(2).dropout(0.2).embeddingDropout(0.2))
                                .decoder(stack -> stack.dropout(0.2)
                                        .recurrentDropout(0.2)
                                        .variationalDropout(true)
                                        .layerNorm(true))
                                .encoderDirection(Direction.BIDIRECTIONAL_SUM)
                                .labelSmoothing(0.1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bridges")
    void bridgesWithoutAttention(String name, Seq2Seq.Builder builder) {
        GradientChecks.directions(exact(builder).build(), RAGGED);
    }

    static Stream<Arguments> ties() {
        return Stream.of(EmbeddingTies.TARGET_OUTPUT, EmbeddingTies.ALL)
                .map(ties -> Arguments.of(
                        ties,
                        plain(CellType.GRU, CellType.GRU)
                                .encoder(stack -> stack.embeddingSize(4))
                                .decoder(stack -> stack.embeddingSize(4))
                                .tieEmbeddings(ties)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ties")
    void tiedEmbeddings(EmbeddingTies ties, Seq2Seq.Builder builder) {
        GradientChecks.directions(exact(builder).build(), RAGGED);
    }

    static Stream<Arguments> attentions() {
        return Stream.of(AttentionType.values())
                .filter(type -> type != AttentionType.NONE)
                .flatMap(type -> Stream.of(
                        Arguments.of(type + ", attentional vector", attending(type)),
                        Arguments.of(
                                type + ", deep output, coverage, attention dropout",
                                attending(type)
                                        .attentionOutput(AttentionOutput.DEEP)
                                        .coverage(true)
                                        .coverageLossWeight(0.7)
                                        .attentionDropout(0.3))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attentions")
    void attention(String name, Seq2Seq.Builder builder) {
        GradientChecks.directions(exact(builder).build(), RAGGED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attentions")
    void attentionWithInputFeeding(String name, Seq2Seq.Builder builder) {
        builder.inputFeeding(true).decoder(stack -> stack.numLayers(2)).bridge(Bridge.DENSE);
        GradientChecks.directions(exact(builder).build(), RAGGED);
    }

    static Stream<Arguments> copying() {
        return Stream.of(
                Arguments.of(
                        "attentional vector",
                        attending(AttentionType.LUONG_GENERAL).copy(true)),
                Arguments.of(
                        "everything at once",
                        attending(AttentionType.BAHDANAU)
                                .copy(true)
                                .coverage(true)
                                .attentionOutput(AttentionOutput.DEEP)
                                .attentionalSize(3)
                                .encoder(
                                        stack -> stack.numLayers(2).dropout(0.2).embeddingSize(3))
                                .decoder(
                                        stack -> stack.numLayers(2).dropout(0.2).embeddingSize(3))
                                .tieEmbeddings(EmbeddingTies.ALL)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("copying")
    void copyingKnownAndUnknownWords(String name, Seq2Seq.Builder builder) {
        GradientChecks.directions(exact(builder).build(), copyBatch(RAGGED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("copying")
    void copyingWithInputFeeding(String name, Seq2Seq.Builder builder) {
        GradientChecks.directions(exact(builder.inputFeeding(true)).build(), copyBatch(RAGGED));
    }
}
