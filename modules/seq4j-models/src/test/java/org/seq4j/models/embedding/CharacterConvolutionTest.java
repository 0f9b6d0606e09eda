package org.seq4j.models.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seq4j.models.GradientChecks;
import org.seq4j.models.output.TokenOutput;

class CharacterConvolutionTest {
    private static final int B = 2;
    private static final int T = 3;
    private static final int C = 4;
    private static final int E = 2;
    private static final int F = 3;

    /** Words of 4, 2 and 1 characters; of 2 with holes, of none, and of 1 on the right. */
    private static final float[][] REAL = {{1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 0}, {0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}};

    private static ComputationGraphConfiguration configuration(boolean embedded, int window, DataType type) {
        var graph = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(new NoOp())
                .miniBatch(false)
                .seed(3)
                .graphBuilder()
                .addInputs("characters", "words");
        if (embedded) {
            graph.addVertex("embedding", TokenEmbedding.builder(6, E).build(), "characters");
        }
        return graph.addVertex(
                        "convolution",
                        new CharacterConvolution(E, F, window),
                        embedded ? "embedding" : "characters",
                        "words")
                .addLayer("output", TokenOutput.builder(F, 4).build(), "convolution")
                .setOutputs("output")
                .build();
    }

    private static INDArray[] masks(DataType type) {
        return new INDArray[] {
            Nd4j.createFromArray(REAL).castTo(type),
            Nd4j.createFromArray(new float[][] {{1, 1, 1}, {1, 1, 1}}).castTo(type)
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void gradients(int window) {
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {GradientChecks.ids(1, 6, B, T * C), Nd4j.zeros(DataType.INT, B, T)},
                new INDArray[] {GradientChecks.ids(2, 4, B, T)},
                masks(DataType.DOUBLE),
                null);
        GradientChecks.parameters(configuration(true, window, DataType.DOUBLE), data);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6})
    void isTheMaximumOverWindowsOfRealCharacters(int window) {
        for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
            ComputationGraph graph = new ComputationGraph(configuration(false, window, type));
            graph.init();
            graph.params().assign(GradientChecks.normal(4, graph.numParams()).castTo(type));
            INDArray x = GradientChecks.normal(5, B, E, T * C).castTo(type);
            graph.setLayerMaskArrays(masks(type), null);
            graph.setInputs(x.dup(), Nd4j.zeros(type, B, T));
            INDArray y = graph.feedForward(false).get("convolution");
            INDArray weights = graph.getVertex("convolution").paramTable(false).get("W");
            INDArray bias = graph.getVertex("convolution").paramTable(false).get("b");
            for (int b = 0; b < B; b++) {
                for (int t = 0; t < T; t++) {
                    double[] expected = naive(x, weights, bias, window, b, t);
                    for (int f = 0; f < F; f++) {
                        assertThat(y.getDouble(b, f, t))
                                .as("window %d, example %d, word %d, filter %d", window, b, t, f)
                                .isCloseTo(expected[f], within(type == DataType.DOUBLE ? 1e-12 : 1e-5));
                    }
                }
            }
        }
    }

    /** The definition, for one word. */
    private static double[] naive(INDArray x, INDArray weights, INDArray bias, int window, int b, int t) {
        List<double[]> word = new ArrayList<>();
        for (int c = t * C; c < (t + 1) * C; c++) {
            if (REAL[b][c] == 1) {
                word.add(new double[] {x.getDouble(b, 0, c), x.getDouble(b, 1, c)});
            }
        }
        double[] y = new double[F];
        for (int f = 0; f < F && !word.isEmpty(); f++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < word.size(); i++) {
                double sum = bias.getDouble(f);
                for (int k = 0; k < window; k++) {
                    int j = i + k - (window - 1) / 2;
                    for (int e = 0; e < E && j >= 0 && j < word.size(); e++) {
                        sum += weights.getDouble(k * E + e, f) * word.get(j)[e];
                    }
                }
                most = Math.max(most, sum);
            }
            y[f] = Math.tanh(most);
        }
        return y;
    }

    @Test
    void withoutAnyCharacterThereIsNothingToLearn() {
        ComputationGraph graph = new ComputationGraph(configuration(true, 3, DataType.DOUBLE));
        graph.init();
        graph.setInputs(Nd4j.zeros(B, T * C), Nd4j.zeros(B, T));
        graph.setLabels(GradientChecks.ids(2, 4, B, T));
        graph.setLayerMaskArrays(new INDArray[] {Nd4j.zeros(B, T * C), Nd4j.ones(B, T)}, null);
        graph.computeGradientAndScore();
        assertThat(graph.gradient().getGradientFor("convolution_W").amaxNumber().doubleValue())
                .isZero();
        assertThat(graph.gradient().getGradientFor("embedding_W").amaxNumber().doubleValue())
                .isZero();
        assertThat(graph.score()).isFinite();
    }

    @Test
    void faultsAreSentences() {
        assertThatThrownBy(() -> new CharacterConvolution(0, 0, 0))
                .hasMessageContaining("input size is at least 1, found 0")
                .hasMessageContaining("at least 1 filter, found 0")
                .hasMessageContaining("at least 1 character, found 0");
        ComputationGraph graph = new ComputationGraph(configuration(false, 3, DataType.FLOAT));
        graph.init();
        assertThatThrownBy(() -> graph.output(Nd4j.zeros(B, E, T * C + 1), Nd4j.zeros(B, T)))
                .hasMessageContaining("expect as many for each of 3 words");
        assertThatThrownBy(() -> graph.output(Nd4j.zeros(B, E + 1, T * C), Nd4j.zeros(B, T)))
                .hasMessageContaining("expects vectors of 2 numbers, found shape [2, 3, 12]");
    }
}
