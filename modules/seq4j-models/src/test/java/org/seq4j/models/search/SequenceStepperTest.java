package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.graph.CharacterEncoder;
import org.seq4j.models.graph.ReadOutType;
import org.seq4j.models.graph.RecurrentStack;
import org.seq4j.models.graph.SequenceClassifier;
import org.seq4j.models.graph.SequenceRegressor;
import org.seq4j.models.graph.SequenceTagger;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.output.SeriesLoss;
import org.seq4j.models.recurrent.Direction;

/** A stepper gives at every step what the graph gives for the steps so far; a forecaster what reading the whole again gives. */
class SequenceStepperTest {
    private static final int BATCH = 3;
    private static final int TIME = 5;
    private static final int FEATURES = 4;
    private static final int WORDS = 7;

    private static void two(RecurrentStack stack, CellType cell) {
        stack.cell(cell).hiddenSize(FEATURES).numLayers(2).residual(true).dropout(0.3);
    }

    static Stream<Arguments> models() {
        Stream<Arguments> cells = Arrays.stream(CellType.values())
                .map(cell -> Arguments.of(
                        "classifier, " + cell,
                        SequenceClassifier.vectors(FEATURES, 3)
                                .encoder(stack -> two(stack, cell))
                                .encoderDirection(Direction.FORWARD)
                                .build()));
        Stream<Arguments> outputs = Stream.of(
                Arguments.of(
                        "multi-label classifier",
                        SequenceClassifier.vectors(FEATURES, 3)
                                .encoder(stack -> two(stack, CellType.GRU))
                                .encoderDirection(Direction.FORWARD)
                                .multiLabel(true)
                                .build()),
                Arguments.of(
                        "classifier of tokens",
                        SequenceClassifier.tokens(WORDS, 3)
                                .encoder(stack -> stack.embeddingSize(6).hiddenSize(5))
                                .encoderDirection(Direction.FORWARD)
                                .build()),
                Arguments.of(
                        "tagger of tokens",
                        SequenceTagger.tokens(WORDS, 3)
                                .encoder(stack -> stack.embeddingSize(6).hiddenSize(5))
                                .encoderDirection(Direction.FORWARD)
                                .build()),
                Arguments.of(
                        "tagger of vectors",
                        SequenceTagger.vectors(FEATURES, 3)
                                .encoder(stack -> two(stack, CellType.GRU))
                                .encoderDirection(Direction.FORWARD)
                                .build()),
                Arguments.of(
                        "regressor at each step",
                        SequenceRegressor.vectors(FEATURES, 2)
                                .encoder(stack -> two(stack, CellType.GRU))
                                .build()),
                Arguments.of(
                        "bits at each step",
                        SequenceRegressor.vectors(FEATURES, 2)
                                .encoder(stack -> stack.hiddenSize(5).layerNorm(true))
                                .loss(SeriesLoss.BERNOULLI)
                                .build()),
                Arguments.of(
                        "regressor at the end",
                        SequenceRegressor.vectors(FEATURES, 2)
                                .encoder(stack -> two(stack, CellType.LSTM))
                                .perStep(false)
                                .build()));
        return Stream.concat(cells, outputs);
    }

    private static ComputationGraph graph(ComputationGraphConfiguration model) {
        ComputationGraph graph = new ComputationGraph(model);
        graph.init();
        graph.params().addi(GradientChecks.normal(4, graph.params().shape()).mul(0.3)); // biases too
        return graph;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void stepsEqualPrefixes(String name, ComputationGraphConfiguration model) {
        ComputationGraph graph = graph(model);
        SequenceStepper stepper = SequenceStepper.of(graph);
        boolean tokens = stepper.features() == 0;
        INDArray x = tokens
                ? GradientChecks.ids(1, WORDS, BATCH, TIME)
                : GradientChecks.normal(1, BATCH, FEATURES, TIME).castTo(DataType.FLOAT);
        SequenceState state = stepper.start(BATCH);
        for (int t = 0; t < TIME; t++) {
            SequenceStepper.Next next =
                    tokens ? stepper.step(state, x.getColumn(t).toIntVector()) : stepper.step(state, step(x, t));
            SequenceStepper.Next again =
                    tokens ? stepper.step(state, x.getColumn(t).toIntVector()) : stepper.step(state, step(x, t));
            assertThat(again.output()).as("the state is not changed").isEqualTo(next.output());
            state = next.state();
            INDArray prefix = tokens
                    ? x.get(NDArrayIndex.all(), NDArrayIndex.interval(0, t + 1)).dup()
                    : x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, t + 1))
                            .dup();
            INDArray expected = graph.output(prefix)[0];
            if (expected.rank() == 3) {
                expected = expected.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t));
            }
            assertThat(next.output()).hasSize(BATCH * stepper.outputSize());
            for (int i = 0; i < next.output().length; i++) {
                assertThat((double) next.output()[i])
                        .isCloseTo(
                                expected.getDouble(i / stepper.outputSize(), i % stepper.outputSize()), within(1e-5));
            }
        }
    }

    /** Step t as [B, F], row-major. */
    private static float[] step(INDArray x, int t) {
        return x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t))
                .dup('c')
                .data()
                .asFloat();
    }

    @Test
    void aForecastEqualsReadingTheWholeAgain() {
        ComputationGraph graph = graph(SequenceRegressor.vectors(2, 2)
                .encoder(stack -> stack.hiddenSize(5).numLayers(2).cell(CellType.GRU))
                .loss(SeriesLoss.BERNOULLI)
                .build());
        UnaryOperator<float[]> rounded = step -> {
            for (int f = 0; f < step.length; f++) {
                step[f] = Math.round(step[f]);
            }
            return step;
        };
        Forecaster forecaster = new Forecaster(SequenceStepper.of(graph), rounded);
        float[][] series = {{.1f, .2f, -.3f, .4f, .5f, .6f}, {}, {1, -1}};
        int horizon = 4;
        float[][] together = forecaster.forecast(series, horizon);
        for (int b = 0; b < series.length; b++) {
            assertThat(forecaster.forecast(new float[][] {series[b]}, horizon)[0])
                    .containsExactly(together[b], within(1e-6f));
            SequenceStepper.Next next = forecaster.start(1);
            for (int t = 0; t < series[b].length; t += 2) {
                next = forecaster.read(next, Arrays.copyOfRange(series[b], t, t + 2));
            }
            assertThat(forecaster.roll(next, horizon)).containsExactly(together[b], within(1e-6f));
            float[] known = series[b].clone();
            for (int h = 0; h < horizon; h++) {
                int steps = known.length / 2 + 1; // and the zeros first
                INDArray x = Nd4j.zeros(1, 2, steps);
                for (int i = 0; i < known.length; i++) {
                    x.putScalar(0, i % 2, i / 2 + 1, known[i]);
                }
                INDArray y = graph.output(x)[0];
                float[] step = {y.getFloat(0, 0, steps - 1), y.getFloat(0, 1, steps - 1)};
                assertThat(step[0]).isCloseTo(together[b][h * 2], within(1e-5f));
                assertThat(step[1]).isCloseTo(together[b][h * 2 + 1], within(1e-5f));
                known = Arrays.copyOf(known, known.length + 2);
                System.arraycopy(rounded.apply(step), 0, known, known.length - 2, 2);
            }
        }
        assertThat(forecaster.forecast(new float[0][], 3)).isEmpty();
    }

    @Test
    void whatNeedsTheWholeSequenceIsRefused() {
        refused(
                SequenceClassifier.vectors(2, 2)
                        .encoder(stack -> stack.hiddenSize(3))
                        .build(),
                "run forward, found BIDIRECTIONAL_CONCAT");
        refused(
                SequenceClassifier.vectors(2, 2)
                        .encoder(stack -> stack.hiddenSize(3))
                        .encoderDirection(Direction.FORWARD)
                        .readOut(ReadOutType.MEAN)
                        .build(),
                "or their final state, found 'readOut'");
        refused(
                SequenceTagger.vectors(2, 2)
                        .encoder(stack -> stack.hiddenSize(3))
                        .encoderDirection(Direction.FORWARD)
                        .crf(true)
                        .build(),
                "found CrfOutput");
        refused(
                SequenceTagger.vectors(2, 2)
                        .encoder(stack -> stack.hiddenSize(3))
                        .encoderDirection(Direction.FORWARD)
                        .intents(2)
                        .build(),
                "one output, found [output, intent]");
        refused(
                SequenceTagger.tokens(WORDS, 2)
                        .encoder(stack -> stack.hiddenSize(3))
                        .encoderDirection(Direction.FORWARD)
                        .characters(CharacterEncoder.birnn(5, 2, 2))
                        .build(),
                "found 'words'");
        SequenceStepper stepper =
                SequenceStepper.of(graph(SequenceRegressor.vectors(2, 1).build()));
        assertThatThrownBy(() -> new Forecaster(stepper, UnaryOperator.identity()))
                .hasMessageContaining("found 2 features and 1 outputs");
        assertThatThrownBy(() -> stepper.step(stepper.start(2), new float[2])).hasMessageContaining("2 x 2 numbers");
        assertThatThrownBy(() -> stepper.step(stepper.start(2), new int[2])).hasMessageContaining("found tokens");
    }

    private static void refused(ComputationGraphConfiguration model, String sentence) {
        assertThatThrownBy(() -> SequenceStepper.of(graph(model)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
