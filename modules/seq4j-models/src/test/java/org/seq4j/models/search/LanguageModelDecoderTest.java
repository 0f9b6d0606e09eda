package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.TruncatedBptt;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.output.TokenOutput;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.Recurrent;

class LanguageModelDecoderTest {
    private static final int V = 11;
    private static final int B = 3;
    private static final int T = 9;

    static Stream<Arguments> models() {
        List<Arguments> models = new ArrayList<>();
        for (CellType cell : CellType.values()) {
            models.add(Arguments.of(
                    cell + ", two layers of other sizes",
                    model(cell).embeddingSize(5).numLayers(2)));
            models.add(Arguments.of(cell + ", layer norm", model(cell).layerNorm(true)));
            models.add(Arguments.of(
                    cell + ", residual, tied, double",
                    model(cell).numLayers(3).residual(true).tieEmbeddings(true).dataType(DataType.DOUBLE)));
        }
        models.add(Arguments.of(
                "everything at once, with dropout that must not act",
                model(CellType.LSTM)
                        .numLayers(2)
                        .layerNorm(true)
                        .residual(true)
                        .tieEmbeddings(true)
                        .dropout(0.5)
                        .embeddingDropout(0.5)
                        .recurrentDropout(0.5)
                        .variationalDropout(true)
                        .stateful(true)));
        return models.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void steppingEqualsTheForwardPassOverTheWholeSequence(String name, LanguageModel.Builder builder) {
        ComputationGraph graph = graph(builder);
        int[][] tokens = tokens(B, T, 4);
        INDArray expected = graph.outputSingle(Nd4j.createFromArray(tokens)); // [B, V, T]
        for (long tableBytes : new long[] {0, 1 << 20}) {
            LanguageModelDecoder decoder = LanguageModelDecoder.of(graph, tableBytes);
            LanguageModelState state = decoder.start(B);
            for (int t = 0; t < T; t++) {
                Step<LanguageModelState> step = decoder.step(state, column(tokens, t));
                state = step.state();
                for (int b = 0; b < B; b++) {
                    for (int v = 0; v < V; v++) {
                        assertThat(Math.exp(step.logProbabilities()[b * V + v]))
                                .as("step %s, example %s, token %s", t, b, v)
                                .isCloseTo(expected.getDouble(b, v, t), within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void generatingABatchIsGeneratingOneByOne() {
        LanguageModelDecoder decoder =
                LanguageModelDecoder.of(graph(model(CellType.LSTM).numLayers(2)));
        Generator<LanguageModelState> generator = new Generator<>(
                decoder, new GenerationSettings(40, new Sampler(1.5, 8, 0.97), Set.of(3), Set.of(0, 1, 2)));
        List<int[]> prompts = new ArrayList<>();
        long[] seeds = new long[20];
        for (int i = 0; i < seeds.length; i++) {
            prompts.add(Arrays.copyOf(new int[] {2, 5, 4, 10, 7}, 1 + i % 5));
            seeds[i] = i;
        }
        List<Generation> together = generator.generate(prompts, seeds, (sequence, token, score) -> {});
        for (int i = 0; i < seeds.length; i++) {
            assertThat(together.get(i)).isEqualTo(generator.generate(prompts.get(i), seeds[i]));
        }
        assertThat(together.stream().map(one -> one.tokens().size()).distinct().count())
                .isGreaterThan(5);
    }

    @Test
    void selectingReordersDropsAndRepeatsHypotheses() {
        LanguageModelDecoder decoder =
                LanguageModelDecoder.of(graph(model(CellType.LSTM).numLayers(2)));
        int[][] tokens = tokens(B, 4, 8);
        LanguageModelState state = decoder.start(B);
        for (int t = 0; t < 3; t++) {
            state = decoder.step(state, column(tokens, t)).state();
        }
        float[] all = decoder.step(state, new int[] {5, 6, 7}).logProbabilities();
        float[] some = decoder.step(decoder.select(state, new int[] {2, 0, 2, 1}), new int[] {7, 5, 7, 6})
                .logProbabilities();
        int[] from = {2, 0, 2, 1};
        for (int i = 0; i < from.length; i++) {
            assertThat(Arrays.copyOfRange(some, i * V, (i + 1) * V))
                    .isEqualTo(Arrays.copyOfRange(all, from[i] * V, (from[i] + 1) * V));
        }
        LanguageModelState three = state;
        assertThatThrownBy(() -> decoder.select(three, new int[] {3}))
                .hasMessageContaining("rows from 0 to 2, found 3");
    }

    @Test
    void aStateIsAValueThatMayBeUsedAgain() {
        LanguageModelDecoder decoder = LanguageModelDecoder.of(graph(model(CellType.GRU)));
        LanguageModelState state = decoder.step(decoder.start(1), new int[] {4}).state();
        float[] first = decoder.step(state, new int[] {5}).logProbabilities();
        decoder.step(state, new int[] {9});
        assertThat(decoder.step(state, new int[] {5}).logProbabilities()).isEqualTo(first);
    }

    @Test
    void aSnapshotDoesNotChangeWhenTheGraphDoes() {
        ComputationGraph graph =
                graph(model(CellType.PEEPHOLE_LSTM).layerNorm(true).tieEmbeddings(true));
        for (long tableBytes : new long[] {0, 1 << 20}) {
            LanguageModelDecoder decoder = LanguageModelDecoder.of(graph, tableBytes);
            LanguageModelState state =
                    decoder.step(decoder.start(1), new int[] {4}).state();
            float[] before = decoder.step(state, new int[] {5}).logProbabilities();
            graph.params().addi(0.25);
            assertThat(decoder.step(state, new int[] {5}).logProbabilities()).isEqualTo(before);
            assertThat(LanguageModelDecoder.of(graph).step(state, new int[] {5}).logProbabilities())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void statesThatTheGraphCarriesDoNotMatter() {
        ComputationGraph graph = graph(model(CellType.LSTM).stateful(true));
        float[] before =
                LanguageModelDecoder.of(graph).step(state(graph), new int[] {5}).logProbabilities();
        graph.outputSingle(Nd4j.createFromArray(tokens(B, T, 4)));
        TruncatedBptt.carry(graph);
        assertThat(LanguageModelDecoder.of(graph)
                        .step(state(graph), new int[] {5})
                        .logProbabilities())
                .isEqualTo(before);
    }

    private static LanguageModelState state(ComputationGraph graph) {
        return LanguageModelDecoder.of(graph).start(1);
    }

    @Test
    void severalThreadsMayDecodeAtOnce() throws Exception {
        LanguageModelDecoder decoder =
                LanguageModelDecoder.of(graph(model(CellType.GRU_RESET_AFTER).layerNorm(true)));
        Generator<LanguageModelState> generator =
                new Generator<>(decoder, new GenerationSettings(200, new Sampler(1, 0, 1), Set.of(), Set.of()));
        List<Generation> expected = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            expected.add(generator.generate(new int[] {2}, i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Generation>> found = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long seed = i;
                found.add(threads.submit(() -> generator.generate(new int[] {2}, seed)));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(found.get(i).get()).isEqualTo(expected.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tokensThatDoNotFitEndInASentence() {
        LanguageModelDecoder decoder = LanguageModelDecoder.of(graph(model(CellType.RNN_TANH)));
        assertThatThrownBy(() -> decoder.step(decoder.start(2), new int[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each of 2 hypotheses, found 1");
        assertThatThrownBy(() -> decoder.step(decoder.start(1), new int[] {V}))
                .hasMessageContaining("from 0 to 10, found 11");
        assertThatThrownBy(() -> decoder.step(decoder.start(1), new int[] {-1})).hasMessageContaining("found -1");
        assertThatThrownBy(() -> decoder.start(0)).hasMessageContaining("at least one hypothesis");
    }

    @Test
    void otherGraphsAreRefusedWithTheirFault() {
        ComputationGraph backward = build(Recurrent.builder(CellType.GRU, 4, 4)
                .direction(Direction.BACKWARD)
                .build());
        assertThatThrownBy(() -> LanguageModelDecoder.of(backward))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("that run forward, found BACKWARD in rnn");
        assertThatThrownBy(() -> LanguageModelDecoder.of(build(null)))
                .hasMessageContaining("at least one Recurrent layer");
    }

    /** The search sees a language model as any other decoder. */
    @Test
    void beamSearchFindsTheMostProbableContinuations() {
        LanguageModelDecoder decoder = LanguageModelDecoder.of(graph(model(CellType.LSTM)));
        Constraints constraints = Constraints.of(Set.of(3), Set.of(0, 1, 2));
        SearchSettings settings = SearchSettings.beam(7 * 7, 3, constraints).withNBest(4);
        int[][] prompts = {{2, 4, 5}, {2}, {2, 6, 7, 8, 9}};
        List<SearchResult> results =
                new BeamSearch<>(decoder, settings).search(SearchInput.of(decoder.start(3), prompts));
        for (int i = 0; i < 3; i++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int a = 3; a < V; a++) {
                for (int b = 3; b < (a == 3 ? 4 : V); b++) {
                    int[] tokens = a == 3 ? new int[] {3} : b == 3 ? new int[] {a, 3} : new int[] {a, b, 3};
                    best = Math.max(best, logProbability(decoder, prompts[i], tokens));
                }
            }
            Hypothesis found = results.get(i).best();
            assertThat(found.finished()).isTrue();
            assertThat(found.score()).isCloseTo(best, within(1e-4));
            int[] ended = Arrays.copyOf(found.tokens(), found.tokens().length + 1);
            ended[found.tokens().length] = 3;
            assertThat(logProbability(decoder, prompts[i], ended)).isCloseTo(best, within(1e-4));
        }
    }

    private static double logProbability(LanguageModelDecoder decoder, int[] prompt, int[] tokens) {
        LanguageModelState state = decoder.start(1);
        float[] scores = {};
        for (int token : prompt) {
            Step<LanguageModelState> step = decoder.step(state, new int[] {token});
            state = step.state();
            scores = step.logProbabilities();
        }
        double sum = 0;
        for (int token : tokens) {
            sum += scores[token];
            Step<LanguageModelState> step = decoder.step(state, new int[] {token});
            state = step.state();
            scores = step.logProbabilities();
        }
        return sum;
    }

    private static ComputationGraph build(@org.jspecify.annotations.Nullable Recurrent layer) {
        var builder = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("tokens")
                .addVertex("embedding", TokenEmbedding.builder(V, 4).build(), "tokens");
        if (layer != null) {
            builder.addVertex("rnn", layer, "embedding");
        }
        ComputationGraph graph = new ComputationGraph(
                builder.addLayer("output", TokenOutput.builder(4, V).build(), layer == null ? "embedding" : "rnn")
                        .setOutputs("output")
                        .build());
        graph.init();
        return graph;
    }

    private static LanguageModel.Builder model(CellType cell) {
        return LanguageModel.builder(V)
                .cell(cell)
                .embeddingSize(6)
                .hiddenSize(6)
                .seed(5);
    }

    /** A graph with parameters that are all different from their initial values. */
    private static ComputationGraph graph(LanguageModel.Builder builder) {
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        Random random = new Random(2);
        INDArray params = graph.params();
        for (long i = 0; i < params.length(); i++) {
            params.putScalar(i, params.getDouble(i) + 0.4 * random.nextGaussian());
        }
        return graph;
    }

    private static int[][] tokens(int batch, int time, long seed) {
        Random random = new Random(seed);
        int[][] tokens = new int[batch][time];
        for (int[] row : tokens) {
            Arrays.setAll(row, t -> random.nextInt(V));
        }
        return tokens;
    }

    private static int[] column(int[][] tokens, int t) {
        return Arrays.stream(tokens).mapToInt(row -> row[t]).toArray();
    }
}
