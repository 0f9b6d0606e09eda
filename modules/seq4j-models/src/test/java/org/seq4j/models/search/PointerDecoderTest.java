package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.graph.PointerCase.graph;
import static org.seq4j.models.graph.PointerCase.tokens;
import static org.seq4j.models.graph.PointerCase.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.seq4j.models.graph.Bridge;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.PointerCase;
import org.seq4j.models.graph.PointerNetwork;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.recurrent.Direction;

class PointerDecoderTest {
    private static final int[] SIZES = {5, 3, 1, 4};
    private static final Constraints ENDS = Constraints.of(Set.of(0), Set.of());

    static Stream<Arguments> models() {
        List<Arguments> models = new ArrayList<>();
        for (CellType cell : CellType.values()) {
            models.add(Arguments.of(cell.toString(), vectors(cell, cell), false));
        }
        models.add(Arguments.of(
                "both directions, dense bridge, two glimpses, two residual layers",
                vectors(CellType.GRU, CellType.LSTM)
                        .encoderDirection(Direction.BIDIRECTIONAL_CONCAT)
                        .bridge(Bridge.DENSE)
                        .glimpses(2)
                        .decoder(s -> s.numLayers(2).residual(true)),
                false));
        models.add(Arguments.of("tokens", tokens(CellType.LSTM, CellType.LSTM).bridge(Bridge.ZERO), true));
        models.add(Arguments.of(
                "tokens, residual, layer norm, one glimpse",
                tokens(CellType.GRU, CellType.GRU)
                        .glimpses(1)
                        .encoder(s -> s.embeddingSize(4))
                        .decoder(s -> s.residual(true).layerNorm(true)),
                true));
        return models.stream();
    }

    private static EncodedElements encode(PointerDecoder decoder, MultiDataSet data, int... examples) {
        INDArray source = data.getFeatures(0);
        if (decoder.readsTokens()) {
            int[][] ids = source.toIntMatrix();
            return decoder.encode(Arrays.stream(examples)
                    .mapToObj(b -> Arrays.copyOf(ids[b], SIZES[b]))
                    .toArray(int[][]::new));
        }
        float[][] rows = new float[examples.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[SIZES[examples[i]] * PointerCase.F];
            for (int p = 0; p < rows[i].length; p++) {
                rows[i][p] = source.getFloat(examples[i], p % PointerCase.F, p / PointerCase.F);
            }
        }
        return decoder.encode(rows);
    }

    /** A batch that is enough work for several threads, which take different sources. */
    @Test
    void manySourcesGiveWhatEachGivesAlone() {
        PointerDecoder decoder = PointerDecoder.of(graph(PointerNetwork.vectors(2)
                .encoder(s -> s.hiddenSize(128))
                .decoder(s -> s.hiddenSize(128))
                .glimpses(1)
                .build()));
        SplittableRandom random = new SplittableRandom(1);
        float[][] sources = new float[50][];
        for (int n = 0; n < sources.length; n++) {
            sources[n] = new float[2 * (1 + n % 30)];
            for (int i = 0; i < sources[n].length; i++) {
                sources[n][i] = (float) random.nextDouble();
            }
        }
        EncodedElements all = decoder.encode(sources);
        StepDecoder<PointerState> steps = decoder.decoder(all);
        float[] together = steps.step(steps.start(50), new int[50]).logProbabilities();
        for (int n = 0; n < sources.length; n++) {
            StepDecoder<PointerState> own = decoder.decoder(decoder.encode(new float[][] {sources[n]}));
            float[] alone = own.step(own.start(1), new int[1]).logProbabilities();
            assertThat(Arrays.copyOfRange(together, n * 31, n * 31 + alone.length))
                    .as("source %s", n)
                    .containsExactly(alone, within(2e-5f));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void steppingEqualsTheForwardPassOverTheWholeTarget(String name, PointerNetwork.Builder builder, boolean tokens) {
        ComputationGraph graph = graph(builder.build());
        MultiDataSet data = PointerCase.batch(1, tokens, SIZES, new int[] {4, 4, 4, 4});
        INDArray expected = graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0]; // [B, S + 1, T]
        int[][] target = data.getFeatures(1).toIntMatrix();
        PointerDecoder decoder = PointerDecoder.of(graph);
        EncodedElements encoded = encode(decoder, data, 0, 1, 2, 3);
        StepDecoder<PointerState> steps = decoder.decoder(encoded);
        assertThat(steps.vocabularySize()).isEqualTo(6).isEqualTo(encoded.vocabularySize());
        PointerState state = steps.start(SIZES.length);
        assertThat(steps.attention(state)).isNull();
        for (int t = 0; t < 5; t++) {
            int step = t;
            Step<PointerState> next = steps.step(
                    state, Arrays.stream(target).mapToInt(row -> row[step]).toArray());
            state = next.state();
            float[] attention = steps.attention(state);
            assertThat(attention).isNotNull();
            for (int i = 0; i < next.logProbabilities().length; i++) {
                double p = expected.getDouble(i / 6, i % 6, t);
                assertThat(Math.exp(next.logProbabilities()[i]))
                        .as("step %s, example %s, outcome %s", t, i / 6, i % 6)
                        .isCloseTo(p, within(1e-5));
                assertThat((double) attention[i]).isCloseTo(p, within(1e-5));
                assertThat(next.logProbabilities()[i] == Float.NEGATIVE_INFINITY)
                        .isEqualTo(i % 6 > SIZES[i / 6]);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void aBatchIsDecodedAsOneByOne(String name, PointerNetwork.Builder builder, boolean tokens) {
        PointerDecoder decoder = PointerDecoder.of(graph(builder.build()));
        MultiDataSet data = PointerCase.batch(1, tokens, SIZES, new int[] {1, 1, 1, 1});
        for (int beam : new int[] {1, 3}) {
            SearchSettings settings = SearchSettings.beam(beam, 6, ENDS);
            List<SearchResult> together = search(decoder, encode(decoder, data, 0, 1, 2, 3), settings, null);
            for (int b = 0; b < SIZES.length; b++) {
                SearchResult alone = search(decoder, encode(decoder, data, b), settings, null)
                        .get(0);
                assertThat(together.get(b).best().tokens())
                        .containsExactly(alone.best().tokens());
                assertThat(together.get(b).best().logProbability())
                        .isCloseTo(alone.best().logProbability(), within(1e-4));
            }
        }
        GenerationSettings settings = new GenerationSettings(6, new Sampler(1, 0, 1), ENDS);
        EncodedElements all = encode(decoder, data, 0, 1, 2, 3);
        StepDecoder<PointerState> steps = decoder.decoder(all);
        List<SearchResult> sampled = new Generator<>(steps, settings)
                .sample(SearchInput.of(steps.start(4), 4, 0), 1, new long[] {5, 6, 7, 8});
        for (int b = 0; b < SIZES.length; b++) {
            StepDecoder<PointerState> one = decoder.decoder(encode(decoder, data, b));
            SearchResult alone = new Generator<>(one, settings)
                    .sample(SearchInput.of(one.start(1), 1, 0), 1, new long[] {5 + b})
                    .get(0);
            assertThat(sampled.get(b).best().tokens())
                    .containsExactly(alone.best().tokens());
        }
    }

    private static List<SearchResult> search(
            PointerDecoder decoder,
            EncodedElements encoded,
            SearchSettings settings,
            @org.jspecify.annotations.Nullable AllowedTokens allowed) {
        StepDecoder<PointerState> steps = decoder.decoder(encoded);
        SearchInput<PointerState> input = SearchInput.of(steps.start(encoded.sources()), encoded.sources(), 0);
        return new BeamSearch<>(steps, settings).search(allowed == null ? input : input.withAllowed(allowed));
    }

    @Test
    void constraintsMakeValidResultsOfAModelThatKnowsNothing() {
        PointerDecoder decoder =
                PointerDecoder.of(graph(vectors(CellType.LSTM, CellType.LSTM).build()));
        int[] sizes = {5, 3, 1, 4};
        MultiDataSet data = PointerCase.batch(1, false, SIZES, new int[] {1, 1, 1, 1});
        EncodedElements encoded = encode(decoder, data, 0, 1, 2, 3);
        assertThat(encoded.sizes()).containsExactly(sizes);
        int invalid = 0;
        for (int beam : new int[] {1, 4}) {
            SearchSettings settings = SearchSettings.beam(beam, 40, ENDS).withNBest(beam);
            List<SearchResult> orders = search(decoder, encoded, settings, PointerConstraints.permutation(sizes));
            List<SearchResult> tours = search(decoder, encoded, settings, PointerConstraints.tour(sizes));
            for (int b = 0; b < sizes.length; b++) {
                for (Hypothesis one : orders.get(b).hypotheses()) {
                    assertThat(PointerConstraintsTest.isPermutation(one.tokens(), sizes[b]))
                            .isTrue();
                }
                for (Hypothesis one : tours.get(b).hypotheses()) {
                    assertThat(PointerConstraintsTest.isTour(one.tokens(), sizes[b]))
                            .isTrue();
                }
            }
            for (SearchResult free : search(decoder, encoded, settings, null)) {
                invalid += PointerConstraintsTest.isPermutation(
                                free.best().tokens(), free.best().tokens().length)
                        ? 0
                        : 1;
            }
        }
        assertThat(invalid).isPositive();
    }

    @Test
    void aModelTrainedOnFewElementsDecodesManyMore() {
        PointerDecoder decoder = PointerDecoder.of(
                graph(vectors(CellType.LSTM, CellType.LSTM).glimpses(1).build()));
        float[] many = new float[2 * 500];
        for (int i = 0; i < many.length; i++) {
            many[i] = (float) Math.abs(Math.sin(i));
        }
        EncodedElements encoded = decoder.encode(new float[][] {many, {0.1f, 0.2f}});
        assertThat(encoded.vocabularySize()).isEqualTo(501);
        int[] sizes = encoded.sizes();
        List<SearchResult> results =
                search(decoder, encoded, SearchSettings.greedy(600, ENDS), PointerConstraints.permutation(sizes));
        assertThat(PointerConstraintsTest.isPermutation(results.get(0).best().tokens(), 500))
                .isTrue();
        assertThat(results.get(1).best().tokens()).containsExactly(1);
        assertThat(results.get(0).best().finished()).isTrue();
    }

    @Test
    void aSnapshotDoesNotChangeWhenTheGraphDoesAndServesSeveralThreads() throws Exception {
        ComputationGraph graph = graph(vectors(CellType.LSTM, CellType.LSTM).build());
        PointerDecoder decoder = PointerDecoder.of(graph);
        float[] before = first(decoder);
        graph.params().addi(0.3);
        assertThat(first(PointerDecoder.of(graph))).isNotEqualTo(before);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> found = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                found.add(threads.submit(() -> first(decoder)));
            }
            for (Future<float[]> one : found) {
                assertThat(one.get()).isEqualTo(before);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static float[] first(PointerDecoder decoder) {
        StepDecoder<PointerState> steps = decoder.decoder(decoder.encode(new float[][] {{1, 2, 3, 4}, {5, 6}}));
        return steps.step(steps.start(2), new int[] {0, 0}).logProbabilities();
    }

    @Test
    void aSourceWithoutElementsEndsAtOnce() {
        PointerDecoder decoder =
                PointerDecoder.of(graph(vectors(CellType.GRU, CellType.GRU).build()));
        EncodedElements encoded = decoder.encode(new float[][] {{}, {1, 2}});
        SearchResult result =
                search(decoder, encoded, SearchSettings.greedy(5, ENDS), null).get(0);
        assertThat(result.best().tokens()).isEmpty();
        assertThat(result.best().logProbability()).isCloseTo(0, within(1e-6));
    }

    @Test
    void whatDoesNotFitEndsInASentence() {
        PointerDecoder points =
                PointerDecoder.of(graph(vectors(CellType.GRU, CellType.GRU).build()));
        PointerDecoder words =
                PointerDecoder.of(graph(tokens(CellType.GRU, CellType.GRU).build()));
        assertThatThrownBy(() -> points.encode(new float[0][])).hasMessageContaining("at least one source");
        assertThatThrownBy(() -> points.encode(new float[][] {{1, 2, 3}}))
                .hasMessageContaining("2 features, found 3 numbers in source 0");
        assertThatThrownBy(() -> points.encode(new int[][] {{1}})).hasMessageContaining("reads vectors, found tokens");
        assertThatThrownBy(() -> words.encode(new float[][] {{1}})).hasMessageContaining("reads tokens, found vectors");
        assertThatThrownBy(() -> words.encode(new int[][] {{PointerCase.V}})).hasMessageContaining("from 0 to 8");
        EncodedElements encoded = points.encode(new float[][] {{1, 2}, {1, 2, 3, 4}});
        assertThatThrownBy(() -> words.decoder(encoded)).hasMessageContaining("encode them with each model");
        StepDecoder<PointerState> steps = points.decoder(encoded);
        assertThatThrownBy(() -> steps.start(1)).hasMessageContaining("each of 2 sources, found 1");
        assertThatThrownBy(() -> steps.step(steps.start(2), new int[] {2, 2}))
                .hasMessageContaining("from 0 to 1 in source 0");
        assertThatThrownBy(() -> steps.step(steps.start(2), new int[] {3, 3})).hasMessageContaining("from 0 to 2");
        ComputationGraph other = new ComputationGraph(LanguageModel.builder(7).build());
        other.init();
        assertThatThrownBy(() -> PointerDecoder.of(other))
                .hasMessageContaining("one output, a PointerOutput")
                .hasMessageContaining("as PointerNetwork does");
    }
}
