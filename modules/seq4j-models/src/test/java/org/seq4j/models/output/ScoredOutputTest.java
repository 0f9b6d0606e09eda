package org.seq4j.models.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.readout.Pooling;
import org.seq4j.models.readout.ReadOut;
import org.seq4j.models.recurrent.Recurrent;

class ScoredOutputTest {
    private static final List<String> NAMES = List.of("O", "B-a", "I-a", "B-b");

    /** Sequences, or their means where {@code pooled}, through a projection into an output layer. */
    private static ComputationGraphConfiguration graph(Layer output, int size, boolean pooled, boolean miniBatch) {
        var builder = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .seed(5)
                .miniBatch(miniBatch)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.recurrent(2))
                .addVertex("rnn", Recurrent.builder(CellType.GRU, 2, 3).build(), "in");
        if (pooled) {
            builder.addVertex("read", new ReadOut(Pooling.MEAN, 3, 1), "rnn");
        }
        return builder.addVertex("scores", new Projection(3, size, 0), pooled ? "read" : "rnn")
                .addLayer("output", output, "scores")
                .setOutputs("output")
                .build();
    }

    private static final INDArray MASK = GradientChecks.mask(
            new float[] {1, 1, 1, 1, 1}, new float[] {1, 1, 0, 0, 0}, new float[] {1, 0, 1, 1, 0}, new float[] {
                0, 0, 0, 0, 0
            });

    private static MultiDataSet data(INDArray labels, INDArray labelMask) {
        return new MultiDataSet(
                new INDArray[] {GradientChecks.normal(1, 4, 2, 5)},
                new INDArray[] {labels},
                new INDArray[] {MASK.castTo(DataType.DOUBLE)},
                labelMask == null ? null : new INDArray[] {labelMask});
    }

    private static INDArray tags() {
        return Nd4j.createFromArray(new int[][] {{1, 2, 2, 0, 3}, {0, 1, 0, 0, 0}, {3, 9, 1, 2, 0}, {0, 0, 0, 0, 0}});
    }

    static List<CrfOutput> crfs() {
        return List.of(CrfOutput.of(4), CrfOutput.bio(NAMES));
    }

    @ParameterizedTest
    @MethodSource("crfs")
    void gradientsOfACrf(CrfOutput output) {
        GradientChecks.parameters(graph(output, 4, false, true), data(tags(), null));
        GradientChecks.parameters(graph(output, 4, false, false), data(tags(), MASK.castTo(DataType.DOUBLE)));
    }

    @ParameterizedTest
    @MethodSource("crfs")
    void theLossOfACrfIsAMeanOverTokens(CrfOutput output) {
        ComputationGraph graph = new ComputationGraph(graph(output, 4, false, true));
        graph.init();
        double together = graph.score(data(tags(), null));
        INDArray each = graph.scoreExamples(data(tags(), null), false);
        assertThat(together).isCloseTo(each.sumNumber().doubleValue() / 10, within(1e-12));
        assertThat(each.getDouble(3)).isZero();
        CrfOutputLayer layer = (CrfOutputLayer) graph.getLayer("output");
        assertThat(layer.statistics().tokens()).isEqualTo(10);
        assertThat(layer.statistics().natsPerToken()).isCloseTo(together, within(1e-12));
        INDArray marginals = graph.output(
                        false,
                        data(tags(), null).getFeatures(),
                        data(tags(), null).getFeaturesMaskArrays())[0];
        assertThat(marginals
                        .sum(1)
                        .sub(MASK.castTo(DataType.DOUBLE))
                        .amaxNumber()
                        .doubleValue())
                .isLessThan(1e-12);
    }

    @Test
    void theBestSequenceObeysTheScheme() {
        ComputationGraph graph = new ComputationGraph(graph(CrfOutput.bio(NAMES), 4, false, true));
        graph.init();
        INDArray scores = Nd4j.zeros(DataType.DOUBLE, 4, 4, 5);
        scores.get(org.nd4j.linalg.indexing.NDArrayIndex.all(), org.nd4j.linalg.indexing.NDArrayIndex.point(2))
                .assign(9);
        int[][] best = ((CrfOutputLayer) graph.getLayer("output")).best(scores, MASK);
        assertThat(best[0]).containsExactly(1, 2, 2, 2, 2);
        assertThat(best[1]).containsExactly(1, 2);
        assertThat(best[2]).containsExactly(1, 2, 2);
        assertThat(best[3]).isEmpty();
    }

    static List<ClassOutput> classes() {
        return List.of(
                ClassOutput.softmax(3),
                ClassOutput.softmax(3)
                        .withClassWeights(new double[] {1, 2, 0.5})
                        .withLabelSmoothing(0.1),
                ClassOutput.sigmoid(3),
                ClassOutput.sigmoid(3)
                        .withClassWeights(new double[] {1, 2, 0.5})
                        .withLabelSmoothing(0.1));
    }

    private static INDArray classLabels(ClassOutput output) {
        return output.multiLabel()
                ? Nd4j.createFromArray(new float[][] {{0, 1, 1}, {0, 0, 0}, {1, 1, 1}, {1, 0, 0}})
                : Nd4j.createFromArray(new int[][] {{2}, {0}, {1}, {1}});
    }

    @ParameterizedTest
    @MethodSource("classes")
    void gradientsOfClasses(ClassOutput output) {
        INDArray labels = classLabels(output);
        GradientChecks.parameters(graph(output, 3, true, true), data(labels, null));
        INDArray some = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}});
        GradientChecks.parameters(graph(output, 3, true, false), data(labels, some));
    }

    @Test
    void theLossOfClassesIsTheWeightedMean() {
        double[] weights = {1, 2, 0.5};
        ComputationGraph graph =
                new ComputationGraph(graph(ClassOutput.softmax(3).withClassWeights(weights), 3, true, true));
        graph.init();
        MultiDataSet data = data(classLabels(ClassOutput.softmax(3)), null);
        INDArray p = graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0];
        assertThat(p.sum(1).sub(1).amaxNumber().doubleValue()).isLessThan(1e-12);
        int[] labels = {2, 0, 1, 1};
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < 4; i++) {
            sum -= weights[labels[i]] * Math.log(p.getDouble(i, labels[i]));
            weight += weights[labels[i]];
        }
        assertThat(graph.score(data)).isCloseTo(sum / weight, within(1e-12));
        assertThat(graph.scoreExamples(data, false).sumNumber().doubleValue()).isCloseTo(sum, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(SeriesLoss.class)
    void gradientsOfSeries(SeriesLoss loss) {
        INDArray perStep = GradientChecks.normal(3, 4, 2, 5);
        INDArray perExample = GradientChecks.normal(4, 4, 2);
        if (loss == SeriesLoss.BERNOULLI) {
            perStep = perStep.gt(0).castTo(DataType.DOUBLE);
            perExample = perExample.gt(0).castTo(DataType.DOUBLE);
        }
        GradientChecks.parameters(graph(new SeriesOutput(loss, 2), 2, false, true), data(perStep, null));
        GradientChecks.parameters(graph(new SeriesOutput(loss, 2), 2, true, false), data(perExample, null));
    }

    @Test
    void theLossOfASeriesCountsRealStepsOnly() {
        ComputationGraph graph = new ComputationGraph(graph(new SeriesOutput(SeriesLoss.MAE, 2), 2, false, true));
        graph.init();
        INDArray labels = GradientChecks.normal(3, 4, 2, 5);
        MultiDataSet data = data(labels, null);
        INDArray y = graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0];
        double sum = 0;
        for (int b = 0; b < 4; b++) {
            for (int t = 0; t < 5; t++) {
                for (int k = 0; k < 2; k++) {
                    sum += MASK.getDouble(b, t) * Math.abs(y.getDouble(b, k, t) - labels.getDouble(b, k, t));
                }
            }
        }
        assertThat(graph.score(data)).isCloseTo(sum / (10 * 2), within(1e-12));
        SeriesOutputLayer layer = (SeriesOutputLayer) graph.getLayer("output");
        assertThat(layer.steps()).isEqualTo(10);
        assertThat(layer.sum()).isCloseTo(sum / 2, within(1e-12));
    }

    @Test
    void configurationsSurviveJson() {
        for (ComputationGraphConfiguration conf : List.of(
                graph(CrfOutput.bio(NAMES), 4, false, true),
                graph(ClassOutput.sigmoid(3).withClassWeights(new double[] {1, 2, 3}), 3, true, true),
                graph(new SeriesOutput(SeriesLoss.BERNOULLI, 2), 2, false, true))) {
            ComputationGraphConfiguration copy = ComputationGraphConfiguration.fromJson(conf.toJson());
            assertThat(copy.toJson()).isEqualTo(conf.toJson());
            assertThat(copy.getVertices()).isEqualTo(conf.getVertices());
        }
    }

    @Test
    void faultsAreSentences() {
        assertThatThrownBy(() -> ClassOutput.softmax(1)).hasMessageContaining("at least 2 classes, found 1");
        assertThatThrownBy(() -> ClassOutput.softmax(2).withClassWeights(new double[] {1, 0}))
                .hasMessageContaining("class weights above 0, found [1.0, 0.0]");
        assertThatThrownBy(() -> graph(CrfOutput.of(5), 4, false, true))
                .hasMessageContaining("expects scores [batch, 5, time]");
        ComputationGraph graph = new ComputationGraph(graph(ClassOutput.softmax(3), 3, true, true));
        graph.init();
        assertThatThrownBy(() -> graph.score(data(Nd4j.createFromArray(new int[][] {{2}, {0}, {3}, {1}}), null)))
                .hasMessageContaining("knows classes from 0 to 2, found the label 3.0 of example 2");
        ComputationGraph crf = new ComputationGraph(graph(CrfOutput.bio(NAMES), 4, false, true));
        crf.init();
        assertThatThrownBy(() -> crf.score(data(
                        Nd4j.createFromArray(
                                new int[][] {{0, 2, 2, 0, 3}, {0, 1, 0, 0, 0}, {3, 0, 1, 2, 0}, {0, 0, 0, 0, 0}}),
                        null)))
                .hasMessageContaining("not allowed to follow each other: [0, 2, 2, 0, 3]");
    }
}
