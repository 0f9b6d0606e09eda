package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.graph.Seq2SeqCase.V;
import static org.seq4j.models.graph.Seq2SeqCase.attending;
import static org.seq4j.models.graph.Seq2SeqCase.plain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.seq4j.models.attention.AttentionOutput;
import org.seq4j.models.graph.AttentionType;
import org.seq4j.models.graph.Bridge;
import org.seq4j.models.graph.EmbeddingTies;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.Seq2Seq;
import org.seq4j.models.graph.Seq2SeqCase;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.recurrent.Direction;

class Seq2SeqDecoderTest {
    private static final int[] SOURCE_LENGTHS = {5, 2, 4};
    private static final int T = 6;
    private static final MultiDataSet BATCH = Seq2SeqCase.batch(5, SOURCE_LENGTHS, new int[] {T, T, T});

    static Stream<Arguments> models() {
        List<Arguments> models = new ArrayList<>();
        for (CellType cell : CellType.values()) {
            models.add(Arguments.of(cell + ", dense bridge", plain(cell, cell)));
        }
        models.add(Arguments.of(
                "copied h, no c", plain(CellType.GRU, CellType.LSTM).bridge(Bridge.COPY)));
        models.add(Arguments.of(
                "layer by layer, right to left, residual, layer norm, all tied",
                plain(CellType.LSTM, CellType.LSTM)
                        .encoder(s ->
                                s.numLayers(2).hiddenSize(4).embeddingSize(4).residual(true))
                        .decoder(s ->
                                s.numLayers(2).embeddingSize(4).residual(true).layerNorm(true))
                        .encoderDirection(Direction.BACKWARD)
                        .tieEmbeddings(EmbeddingTies.ALL)));
        for (AttentionType type : AttentionType.values()) {
            if (type != AttentionType.NONE) {
                models.add(Arguments.of(type + ", zero bridge", attending(type).bridge(Bridge.ZERO)));
                models.add(Arguments.of(
                        type + ", deep output, coverage",
                        attending(type).attentionOutput(AttentionOutput.DEEP).coverage(true)));
                models.add(Arguments.of(
                        type + ", input feeding, two layers, residual",
                        attending(type)
                                .inputFeeding(true)
                                .decoder(s -> s.numLayers(2).residual(true))));
                models.add(Arguments.of(
                        type + ", input feeding of a deep output, coverage, copied h, tied",
                        attending(type)
                                .inputFeeding(true)
                                .attentionOutput(AttentionOutput.DEEP)
                                .attentionalSize(3)
                                .coverage(true)
                                .bridge(Bridge.COPY)
                                .tieEmbeddings(EmbeddingTies.TARGET_OUTPUT)));
            }
        }
        for (CellType cell : CellType.values()) {
            models.add(Arguments.of(
                    cell + ", input feeding, layer norm",
                    attending(AttentionType.LUONG_GENERAL)
                            .inputFeeding(true)
                            .decoder(s -> s.cell(cell).layerNorm(true))));
            models.add(Arguments.of(
                    cell + ", input feeding, h and c of two layers",
                    attending(AttentionType.BAHDANAU)
                            .inputFeeding(true)
                            .encoder(s -> s.cell(cell).numLayers(2))
                            .decoder(s -> s.cell(cell).numLayers(2))));
        }
        return models.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void steppingEqualsTheForwardPassOverTheWholeTarget(String name, Seq2Seq.Builder builder) {
        steppingEqualsTheForwardPass(builder, BATCH);
    }

    static Stream<Arguments> copying() {
        return Stream.of(
                Arguments.of("general", attending(AttentionType.LUONG_GENERAL).copy(true)),
                Arguments.of(
                        "coverage, deep output, tied",
                        attending(AttentionType.BAHDANAU)
                                .copy(true)
                                .coverage(true)
                                .attentionOutput(AttentionOutput.DEEP)
                                .attentionalSize(3)
                                .tieEmbeddings(EmbeddingTies.TARGET_OUTPUT)),
                Arguments.of(
                        "input feeding, LSTM",
                        attending(AttentionType.LUONG_DOT)
                                .copy(true)
                                .inputFeeding(true)
                                .coverage(true)
                                .decoder(s -> s.cell(CellType.LSTM))
                                .encoder(s -> s.cell(CellType.LSTM))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("copying")
    void steppingEqualsTheForwardPassOfModelsThatCopy(String name, Seq2Seq.Builder builder) {
        steppingEqualsTheForwardPass(builder, Seq2SeqCase.copyBatch(BATCH));
    }

    private static void steppingEqualsTheForwardPass(Seq2Seq.Builder builder, MultiDataSet batch) {
        ComputationGraph graph = graph(builder);
        INDArray expected = graph.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())[0]; // [B, V+X, T]
        int[][] target = batch.getFeatures(1).toIntMatrix();
        for (long tableBytes : new long[] {0, 1 << 20}) {
            Seq2SeqDecoder decoder = Seq2SeqDecoder.of(graph, tableBytes);
            StepDecoder<Seq2SeqState> steps = decoder.decoder(encode(decoder, batch, 0, 1, 2));
            assertThat(steps.vocabularySize()).isEqualTo(expected.size(1));
            Seq2SeqState state = steps.start(target.length);
            for (int t = 0; t < T; t++) {
                Step<Seq2SeqState> step = steps.step(state, column(target, t));
                state = step.state();
                for (int i = 0; i < step.logProbabilities().length; i++) {
                    int size = steps.vocabularySize();
                    assertThat(Math.exp(step.logProbabilities()[i]))
                            .as("step %s, example %s, token %s", t, i / size, i % size)
                            .isCloseTo(expected.getDouble(i / size, i % size, t), within(1e-5));
                }
                checkAttention(steps.attention(state), decoder.attends());
            }
        }
    }

    /** Sums of 1, and exactly 0 on padding. */
    private static void checkAttention(float @Nullable [] weights, boolean attends) {
        assertThat(weights != null).isEqualTo(attends);
        if (weights == null) {
            return;
        }
        int time = weights.length / SOURCE_LENGTHS.length;
        for (int b = 0; b < SOURCE_LENGTHS.length; b++) {
            float[] row = Arrays.copyOfRange(weights, b * time, (b + 1) * time);
            double sum = 0;
            for (int s = 0; s < time; s++) {
                sum += row[s];
                if (s >= SOURCE_LENGTHS[b]) {
                    assertThat(row[s]).isZero();
                }
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void hypothesesOfABatchOfSourcesAreThoseOfEachSourceAlone() {
        MultiDataSet batch = Seq2SeqCase.copyBatch(BATCH);
        Seq2SeqDecoder decoder = Seq2SeqDecoder.of(
                graph(attending(AttentionType.BAHDANAU).copy(true).coverage(true)));
        Encoded together = encode(decoder, batch, 0, 1, 2);
        StepDecoder<Seq2SeqState> steps = decoder.decoder(together);
        Seq2SeqState state = steps.select(steps.start(3), new int[] {2, 0, 1, 2});
        int[][] tokens = {{2, 3, 4}, {2, 5, 5}, {2, 6, 1}, {2, V, 3}}; // V: the first unknown word
        for (int t = 0; t < 3; t++) {
            state = steps.step(state, column(tokens, t)).state();
        }
        float[] all = steps.step(state, new int[] {4, 4, 4, 4}).logProbabilities();
        int[] sources = {2, 0, 1, 2};
        for (int i = 0; i < sources.length; i++) {
            StepDecoder<Seq2SeqState> alone = decoder.decoder(encode(decoder, batch, sources[i]));
            Seq2SeqState one = alone.start(1);
            for (int t = 0; t < 3; t++) {
                one = alone.step(one, new int[] {tokens[i][t]}).state();
            }
            float[] expected = alone.step(one, new int[] {4}).logProbabilities();
            float[] row = Arrays.copyOfRange(all, i * steps.vocabularySize(), (i + 1) * steps.vocabularySize());
            for (int v = 0; v < row.length; v++) {
                double p = v < expected.length ? Math.exp(expected[v]) : 0;
                assertThat(Math.exp(row[v])).isCloseTo(p, within(1e-6));
            }
        }
    }

    @Test
    void aSnapshotDoesNotChangeWhenTheGraphDoes() {
        ComputationGraph graph = graph(attending(AttentionType.LUONG_GENERAL)
                .encoder(s -> s.embeddingSize(4))
                .decoder(s -> s.embeddingSize(4))
                .tieEmbeddings(EmbeddingTies.ALL));
        Seq2SeqDecoder decoder = Seq2SeqDecoder.of(graph);
        float[] before = first(decoder);
        graph.params().addi(0.3);
        assertThat(first(decoder)).isEqualTo(before);
        assertThat(first(Seq2SeqDecoder.of(graph))).isNotEqualTo(before);
    }

    private static float[] first(Seq2SeqDecoder decoder) {
        StepDecoder<Seq2SeqState> steps = decoder.decoder(encode(decoder, BATCH, 0, 1, 2));
        return steps.step(steps.start(3), new int[] {2, 2, 2}).logProbabilities();
    }

    @Test
    void severalThreadsMayEncodeAndDecodeAtOnce() throws Exception {
        Seq2SeqDecoder decoder = Seq2SeqDecoder.of(graph(attending(AttentionType.BAHDANAU)));
        float[] expected = first(decoder);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> found = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                found.add(threads.submit(() -> first(decoder)));
            }
            for (Future<float[]> one : found) {
                assertThat(one.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anEmptySourceIsDecodedToo() {
        Seq2SeqDecoder decoder = Seq2SeqDecoder.of(graph(attending(AttentionType.LUONG_DOT)));
        StepDecoder<Seq2SeqState> steps = decoder.decoder(decoder.encode(new int[][] {{}, {3, 4}}, null));
        Step<Seq2SeqState> step = steps.step(steps.start(2), new int[] {2, 2});
        float[] weights = steps.attention(step.state());
        assertThat(weights).isNotNull();
        assertThat(Arrays.copyOf(weights, 2)).containsOnly(0f);
        for (float p : step.logProbabilities()) {
            assertThat(p).isNegative().isNotNaN();
        }
    }

    @Test
    void whatDoesNotFitEndsInASentence() {
        Seq2SeqDecoder plain = Seq2SeqDecoder.of(graph(attending(AttentionType.LUONG_DOT)));
        Seq2SeqDecoder copying =
                Seq2SeqDecoder.of(graph(attending(AttentionType.LUONG_DOT).copy(true)));
        int[][] source = {{3, 4}};
        assertThatThrownBy(() -> plain.encode(new int[0][], null)).hasMessageContaining("at least one source");
        assertThatThrownBy(() -> plain.encode(source, source)).hasMessageContaining("does not copy");
        assertThatThrownBy(() -> copying.encode(source, null)).hasMessageContaining("copies and needs the sources");
        assertThatThrownBy(() -> copying.encode(source, new int[][] {{3}})).hasMessageContaining("found [2] and [1]");
        assertThatThrownBy(() -> copying.encode(source, new int[][] {{3, -1}})).hasMessageContaining("found -1");
        Encoded encoded = plain.encode(source, null);
        assertThatThrownBy(() -> copying.decoder(encoded)).hasMessageContaining("encode them with each model");
        StepDecoder<Seq2SeqState> steps = plain.decoder(encoded);
        assertThatThrownBy(() -> steps.start(2)).hasMessageContaining("each of 1 sources, found 2");
        assertThatThrownBy(() -> steps.step(steps.start(1), new int[] {V}))
                .hasMessageContaining("from 0 to " + (V - 1) + ", found " + V);
        ComputationGraph other = new ComputationGraph(LanguageModel.builder(V).build());
        other.init();
        assertThatThrownBy(() -> Seq2SeqDecoder.of(other))
                .hasMessageContaining("an attention or an initial state, found neither")
                .hasMessageContaining("as Seq2Seq does");
    }

    private static Encoded encode(Seq2SeqDecoder decoder, MultiDataSet batch, int... examples) {
        return decoder.encode(
                rows(batch.getFeatures(0), examples), decoder.copies() ? rows(batch.getFeatures(2), examples) : null);
    }

    private static int[][] rows(INDArray ids, int... examples) {
        int[][] all = ids.toIntMatrix();
        return Arrays.stream(examples)
                .mapToObj(b -> Arrays.copyOf(all[b], SOURCE_LENGTHS[b]))
                .toArray(int[][]::new);
    }

    private static ComputationGraph graph(Seq2Seq.Builder builder) {
        ComputationGraph graph = Seq2SeqCase.graph(builder);
        Seq2SeqCase.shake(graph, 9);
        return graph;
    }

    private static int[] column(int[][] tokens, int t) {
        return Arrays.stream(tokens).mapToInt(row -> row[t]).toArray();
    }
}
