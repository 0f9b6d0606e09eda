package org.seq4j.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.GradientChecks.gradient;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.seq4j.models.archive.ModelArchive;
import org.seq4j.models.output.TokenStatistics;

/** What must hold for every model that labels or writes tokens. */
final class ModelProperties {
    private ModelProperties() {}

    /** The greatest difference of two arrays of as many numbers. */
    static double difference(INDArray a, INDArray b) {
        return a.reshape(a.length()).sub(b.reshape(b.length())).amaxNumber().doubleValue();
    }

    /** Two batches have the same loss and the same gradient. */
    static void sameLossAndGradient(ComputationGraph graph, MultiDataSet data, MultiDataSet other, double tolerance) {
        double loss = gradient(graph, data);
        INDArray gradient = graph.getGradientsViewArray().dup();
        assertThat(gradient(graph, other)).isCloseTo(loss, within(1e-6));
        assertThat(difference(gradient, graph.getGradientsViewArray())).isLessThan(tolerance);
    }

    /**
     * Loss and gradient of a batch are means over its examples, weighted by their tokens.
     *
     * @param tokens how many each example has
     * @param example one of them alone
     */
    static void batchIsTheMeanOfItsExamples(
            ComputationGraph graph,
            MultiDataSet data,
            int[] tokens,
            IntFunction<MultiDataSet> example,
            double tolerance) {
        double loss = gradient(graph, data);
        INDArray together = graph.getGradientsViewArray().dup();
        INDArray sum = together.like();
        double lossSum = 0;
        for (int b = 0; b < tokens.length; b++) {
            double share = tokens[b] / (double) Arrays.stream(tokens).sum();
            lossSum += share * gradient(graph, example.apply(b));
            sum.addi(graph.getGradientsViewArray().mul(share));
        }
        assertThat(lossSum).isCloseTo(loss, within(1e-6));
        assertThat(difference(together, sum)).isLessThan(tolerance);
    }

    /**
     * What is counted while scoring is what the output's probabilities {@code [B, V, T]} say.
     *
     * @param tokens how many each example has; its first steps are real
     * @return the negative log-likelihood
     */
    static double statisticsAreThoseOfTheOutput(ComputationGraph graph, MultiDataSet data, int[] tokens) {
        INDArray output = graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0];
        int[][] labels = data.getLabels(0).toIntMatrix();
        double sum = 0;
        int correct = 0;
        for (int b = 0; b < tokens.length; b++) {
            for (int t = 0; t < tokens[b]; t++) {
                int best = 0;
                for (int v = 1; v < output.size(1); v++) {
                    best = output.getDouble(b, v, t) > output.getDouble(b, best, t) ? v : best;
                }
                sum -= Math.log(output.getDouble(b, labels[b][t], t));
                correct += best == labels[b][t] ? 1 : 0;
            }
        }
        TokenStatistics statistics = LanguageModel.evaluate(graph, data);
        assertThat(statistics.negativeLogLikelihood()).isCloseTo(sum, within(1e-4));
        assertThat(statistics.correct()).isEqualTo(correct);
        assertThat(statistics.tokens()).isEqualTo(Arrays.stream(tokens).sum());
        return sum;
    }

    static void survivesTheArchive(ComputationGraph graph, MultiDataSet data, Path folder) {
        Path file = folder.resolve("model.zip");
        ModelArchive.write(file, ModelArchive.contents(graph));
        ComputationGraph back = ModelArchive.toGraph(ModelArchive.read(file));
        assertThat(back.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0])
                .isEqualTo(graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0]);
        assertThat(back.score(data)).isEqualTo(graph.score(data));
    }

    static ComputationGraphConfiguration survivesJson(ComputationGraphConfiguration conf) {
        ComputationGraphConfiguration back = ComputationGraphConfiguration.fromJson(conf.toJson());
        assertThat(back).isEqualTo(conf);
        assertThat(back.toJson()).isEqualTo(conf.toJson());
        assertThat(conf.clone()).isEqualTo(conf);
        return back;
    }
}
