package org.seq4j.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.output.SeriesLoss;

/** Classifiers, taggers and regressors: gradients, padding, learning. */
class EncoderModelsTest {
    private static final int V = 9;
    private static final int C = 3; // characters of a word
    private static final List<String> NAMES = List.of("O", "B-a", "I-a", "B-b");
    private static final INDArray MASK =
            GradientChecks.mask(new float[] {1, 1, 1, 1}, new float[] {1, 1, 0, 0}, new float[] {1, 1, 1, 0});

    private static INDArray characterMask() {
        float[][] rows = new float[3][4 * C];
        int[][] lengths = {{3, 1, 2, 3}, {2, 2, 0, 0}, {1, 3, 2, 0}};
        for (int b = 0; b < 3; b++) {
            for (int t = 0; t < 4; t++) {
                Arrays.fill(rows[b], t * C, t * C + lengths[b][t], 1);
            }
        }
        return Nd4j.createFromArray(rows);
    }

    private static <B extends EncoderBuilder<B>> B small(B builder, boolean words) {
        return builder.encoder(stack -> {
                    stack.hiddenSize(3).cell(CellType.LSTM);
                    if (words) {
                        stack.embeddingSize(4);
                    }
                })
                .dataType(DataType.DOUBLE)
                .updater(new NoOp());
    }

    private static MultiDataSet words(boolean characters, INDArray... labels) {
        INDArray ids = GradientChecks.ids(1, V, 3, 4);
        INDArray letters =
                GradientChecks.ids(2, 6, 3, 4 * C).mul(characterMask().castTo(DataType.INT));
        INDArray mask = MASK.castTo(DataType.DOUBLE);
        return new MultiDataSet(
                characters ? new INDArray[] {ids, letters} : new INDArray[] {ids},
                labels,
                characters ? new INDArray[] {mask, characterMask().castTo(DataType.DOUBLE)} : new INDArray[] {mask},
                null);
    }

    private static INDArray tags() {
        return Nd4j.createFromArray(new int[][] {{1, 2, 0, 3}, {0, 1, 0, 0}, {3, 1, 2, 0}});
    }

    private static INDArray classes() {
        return Nd4j.createFromArray(new int[][] {{1}, {0}, {2}});
    }

    record Case(String name, ComputationGraphConfiguration model, MultiDataSet data) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        INDArray vectors = GradientChecks.normal(7, 3, 2, 4);
        INDArray mask = MASK.castTo(DataType.DOUBLE);
        INDArray bits = GradientChecks.normal(8, 3, 2, 4).gt(0).castTo(DataType.DOUBLE);
        return Stream.of(
                new Case(
                        "tagger with softmax",
                        small(SequenceTagger.tokens(V, 4), true)
                                .labelSmoothing(0.1)
                                .build(),
                        words(false, tags())),
                new Case(
                        "tagger with characters, CRF and intents",
                        small(SequenceTagger.tokens(V, 4), true)
                                .characters(CharacterEncoder.birnn(6, 3, 2))
                                .crf(true)
                                .bioNames(NAMES)
                                .intents(3)
                                .readOut(ReadOutType.ATTENTION)
                                .build(),
                        words(true, tags(), classes())),
                new Case(
                        "tagger with intents of the final state",
                        small(SequenceTagger.tokens(V, 4), true)
                                .crf(true)
                                .intents(3)
                                .build(),
                        words(false, tags(), classes())),
                new Case(
                        "tagger with a convolution of characters",
                        small(SequenceTagger.tokens(V, 4), true)
                                .characters(CharacterEncoder.cnn(6, 3, 4, 2))
                                .crf(true)
                                .build(),
                        words(true, tags())),
                new Case(
                        "classifier with characters",
                        small(SequenceClassifier.tokens(V, 3), true)
                                .characters(CharacterEncoder.birnn(6, 3, 2))
                                .readOut(ReadOutType.MAX)
                                .build(),
                        words(true, classes())),
                new Case(
                        "multi-label classifier",
                        small(SequenceClassifier.vectors(2, 2), false)
                                .multiLabel(true)
                                .classWeights(new double[] {1, 3})
                                .build(),
                        new MultiDataSet(
                                new INDArray[] {vectors},
                                new INDArray[] {Nd4j.createFromArray(new double[][] {{1, 0}, {0, 0}, {1, 1}})},
                                new INDArray[] {mask},
                                null)),
                new Case(
                        "regressor at each step",
                        small(SequenceRegressor.vectors(2, 2), false)
                                .loss(SeriesLoss.BERNOULLI)
                                .build(),
                        new MultiDataSet(new INDArray[] {vectors}, new INDArray[] {bits}, new INDArray[] {mask}, null)),
                new Case(
                        "regressor at the end",
                        small(SequenceRegressor.vectors(2, 3), false)
                                .perStep(false)
                                .readOut(ReadOutType.MEAN)
                                .build(),
                        new MultiDataSet(
                                new INDArray[] {vectors},
                                new INDArray[] {GradientChecks.normal(9, 3, 3)},
                                new INDArray[] {mask},
                                null)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients(Case one) {
        GradientChecks.directions(one.model(), one.data());
        ComputationGraphConfiguration copy =
                ComputationGraphConfiguration.fromJson(one.model().toJson());
        assertThat(copy.toJson()).isEqualTo(one.model().toJson());
    }

    static Stream<CharacterEncoder> characterEncoders() {
        return Stream.of(CharacterEncoder.birnn(6, 3, 2), CharacterEncoder.cnn(6, 3, 2, 3));
    }

    /** A longer batch, padded with anything, gives the same labels, probabilities and losses. */
    @ParameterizedTest
    @MethodSource("characterEncoders")
    void paddingChangesNothing(CharacterEncoder encoder) {
        ComputationGraph graph = new ComputationGraph(small(SequenceTagger.tokens(V, 4), true)
                .characters(encoder)
                .crf(true)
                .build());
        graph.init();
        MultiDataSet data = words(true, tags());
        INDArray ids = padded(data.getFeatures(0), 4, 6, 5);
        INDArray letters = padded(data.getFeatures(1), 4 * C, 6 * C, 4);
        INDArray mask = padded(data.getFeaturesMaskArray(0), 4, 6, 0);
        INDArray letterMask = padded(data.getFeaturesMaskArray(1), 4 * C, 6 * C, 0);
        MultiDataSet longer = new MultiDataSet(
                new INDArray[] {ids, letters},
                new INDArray[] {padded(tags(), 4, 6, 99)},
                new INDArray[] {mask, letterMask},
                null);
        assertThat(graph.score(longer)).isEqualTo(graph.score(data));
        int[][] expected = SequenceTagger.label(graph, data.getFeatures(), data.getFeaturesMaskArrays());
        int[][] found = SequenceTagger.label(graph, longer.getFeatures(), longer.getFeaturesMaskArrays());
        assertThat(found).isDeepEqualTo(expected);
        assertThat(Arrays.stream(found).mapToInt(row -> row.length)).containsExactly(4, 2, 3);
        for (int b = 0; b < 3; b++) {
            int n = found[b].length;
            INDArray[] alone = {row(data.getFeatures(0), b, n), row(data.getFeatures(1), b, n * C)};
            INDArray[] masks = {row(data.getFeaturesMaskArray(0), b, n), row(data.getFeaturesMaskArray(1), b, n * C)};
            assertThat(SequenceTagger.label(graph, alone, masks)[0]).isEqualTo(found[b]);
        }
    }

    /** The beginning of one row as a matrix. */
    private static INDArray row(INDArray values, int row, int length) {
        INDArray result = Nd4j.create(values.dataType(), 1, length);
        for (int i = 0; i < length; i++) {
            result.putScalar(0, i, values.getDouble(row, i));
        }
        return result;
    }

    private static INDArray padded(INDArray values, int from, int to, double filler) {
        INDArray result = Nd4j.valueArrayOf(new long[] {values.size(0), to}, filler, values.dataType());
        result.get(NDArrayIndex.all(), NDArrayIndex.interval(0, from)).assign(values);
        return result;
    }

    /** The class is the one token that occurs somewhere: every read-out can find it. */
    @ParameterizedTest
    @EnumSource(ReadOutType.class)
    void learnsToClassify(ReadOutType readOut) {
        ComputationGraph graph = new ComputationGraph(SequenceClassifier.tokens(6, 2)
                .encoder(stack -> stack.embeddingSize(8).hiddenSize(8).cell(CellType.GRU))
                .readOut(readOut)
                .updater(new Adam(0.02))
                .build());
        graph.init();
        int[][] ids = new int[16][6];
        int[][] labels = new int[16][1];
        var random = new java.util.SplittableRandom(3);
        for (int b = 0; b < 16; b++) {
            for (int t = 0; t < 6; t++) {
                ids[b][t] = 1 + random.nextInt(4);
            }
            labels[b][0] = b % 2;
            if (b % 2 == 1) {
                ids[b][random.nextInt(6)] = 5;
            }
        }
        MultiDataSet data = new MultiDataSet(Nd4j.createFromArray(ids), Nd4j.createFromArray(labels));
        for (int i = 0; i < 60; i++) {
            graph.fit(data);
        }
        assertThat(graph.score(data)).isLessThan(0.1);
    }

    @Test
    void faultsComeAllAtOnce() {
        assertThatThrownBy(() -> SequenceTagger.vectors(0, 0)
                        .encoder(stack -> stack.embeddingSize(4))
                        .bioNames(NAMES)
                        .characters(CharacterEncoder.birnn(1, 0, 0))
                        .intents(1)
                        .build())
                .hasMessageContaining("at least 1 feature or tokens")
                .hasMessageContaining("vectors have no embedding")
                .hasMessageContaining("characters have a vocabulary of at least 2")
                .hasMessageContaining("at least 1 label, found 0")
                .hasMessageContaining("constrain a CRF")
                .hasMessageContaining("no intents or at least 2, found 1");
    }
}
