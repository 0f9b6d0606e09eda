package org.seq4j.models.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.GradientChecks.mask;
import static org.seq4j.models.GradientChecks.normal;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Attention between given queries and a given memory. */
class AttentionVertexTest {
    private static final int B = 3;
    private static final int S = 4;
    private static final int T = 5;
    private static final int H = 4;
    private static final INDArray SOURCE =
            mask(new float[] {1, 1, 1, 1}, new float[] {0, 1, 0, 1}, new float[] {0, 0, 0, 0});
    private static final INDArray TARGET =
            mask(new float[] {1, 1, 1, 1, 1}, new float[] {1, 0, 1, 0, 0}, new float[] {1, 1, 1, 0, 0});

    private static ComputationGraph graph(Attention.Builder attention, DataType type) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .graphBuilder()
                .addInputs("queries", "memory")
                .setInputTypes(InputType.recurrent(H), InputType.recurrent(H))
                .addVertex("attention", attention.build(), "queries", "memory")
                .addLayer(
                        "output",
                        new RnnLossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "attention")
                .setOutputs("output")
                .build());
        graph.init();
        return graph;
    }

    private static INDArray run(
            ComputationGraph graph, INDArray queries, INDArray memory, INDArray @Nullable [] masks) {
        DataType type = graph.getConfiguration().getDataType();
        return graph.output(false, new INDArray[] {queries.castTo(type), memory.castTo(type)}, masks)[0].dup('c');
    }

    private static INDArray weights(ComputationGraph graph) {
        return Objects.requireNonNull(((AttentionVertex) graph.getVertex("attention")).lastWeights());
    }

    private static INDArray queries() {
        return normal(1, B, H, T);
    }

    private static INDArray memory() {
        return normal(2, B, H, S);
    }

    private static double difference(INDArray a, INDArray b) {
        return a.castTo(DataType.DOUBLE)
                .sub(b.castTo(DataType.DOUBLE))
                .amaxNumber()
                .doubleValue();
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void paddingGetsNoAttentionAndPutsOutNothing(AttentionScore score) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            ComputationGraph graph = graph(Attention.builder(score, H, H).coverage(true), type);
            INDArray y = run(graph, queries(), memory(), new INDArray[] {TARGET, SOURCE});
            INDArray weights = weights(graph);
            assertThat(weights.shape()).containsExactly(T, B, S);
            for (int b = 0; b < B; b++) {
                for (int t = 0; t < T; t++) {
                    boolean real = TARGET.getDouble(b, t) == 1;
                    double sum = 0;
                    for (int s = 0; s < S; s++) {
                        double weight = weights.getDouble(t, b, s);
                        sum += weight;
                        assertThat(weight != 0).isEqualTo(real && SOURCE.getDouble(b, s) == 1);
                    }
                    assertThat(sum).isCloseTo(real && b < 2 ? 1 : 0, within(1e-6));
                    assertThat(y.getDouble(b, 0, t) != 0).isEqualTo(real);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void stepsThatAreMaskedCountAsIfTheyWereNotThere(AttentionScore score) {
        ComputationGraph graph = graph(Attention.builder(score, H, H).coverage(true), DataType.FLOAT);
        INDArray together = run(graph, queries(), memory(), new INDArray[] {TARGET, SOURCE});
        INDArrayIndex example = NDArrayIndex.interval(1, 2);
        INDArray alone = run(
                graph,
                queries().get(example, NDArrayIndex.all(), NDArrayIndex.indices(0, 2)),
                memory().get(example, NDArrayIndex.all(), NDArrayIndex.indices(1, 3)),
                null);
        assertThat(difference(together.get(example, NDArrayIndex.all(), NDArrayIndex.indices(0, 2)), alone))
                .isLessThan(1e-6);
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void floatsEqualDoubles(AttentionScore score) {
        for (boolean coverage : new boolean[] {false, true}) {
            Attention.Builder attention = Attention.builder(score, H, H)
                    .coverage(coverage)
                    .attentionDropout(0.3)
                    .outputSize(3);
            INDArray[] gradients = new INDArray[2];
            for (int i = 0; i < 2; i++) {
                DataType type = i == 0 ? DataType.FLOAT : DataType.DOUBLE;
                ComputationGraph graph = graph(attention, type);
                graph.setInputs(queries().castTo(type), memory().castTo(type));
                graph.setLabels(normal(4, B, 3, T).castTo(type));
                graph.setLayerMaskArrays(
                        new INDArray[] {TARGET.castTo(type), SOURCE.castTo(type)},
                        new INDArray[] {TARGET.castTo(type)});
                graph.computeGradientAndScore();
                gradients[i] = graph.getGradientsViewArray().dup();
            }
            double size = gradients[1].amaxNumber().doubleValue();
            assertThat(difference(gradients[0], gradients[1]) / size).isLessThan(1e-5);
        }
    }

    @Test
    void concatIsTheAdditiveScoreOfTheSameMatrices() {
        ComputationGraph additive = graph(Attention.builder(AttentionScore.BAHDANAU, H, H), DataType.FLOAT);
        ComputationGraph concat = graph(Attention.builder(AttentionScore.LUONG_CONCAT, H, H), DataType.FLOAT);
        concat.setParams(additive.params().dup());
        assertThat(run(concat, queries(), memory(), null)).isEqualTo(run(additive, queries(), memory(), null));
    }

    @Test
    void concatDrawsBothMatricesAsOne() {
        ComputationGraph graph =
                graph(Attention.builder(AttentionScore.LUONG_CONCAT, H, H).attentionSize(1000), DataType.FLOAT);
        double bound = Math.sqrt(6.0 / (H + H + 1000));
        for (String name : new String[] {"Wq", "Wm"}) {
            double greatest = graph.getVertex("attention")
                    .paramTable(false)
                    .get(name)
                    .amaxNumber()
                    .doubleValue();
            assertThat(greatest).isBetween(0.98 * bound, bound);
        }
    }

    @Test
    void dropoutIsForTrainingAndChangesWithTheUpdate() {
        ComputationGraph graph =
                graph(Attention.builder(AttentionScore.LUONG_DOT, H, H).attentionDropout(0.5), DataType.FLOAT);
        ComputationGraph plain = graph(Attention.builder(AttentionScore.LUONG_DOT, H, H), DataType.FLOAT);
        assertThat(run(graph, queries(), memory(), null)).isEqualTo(run(plain, queries(), memory(), null));
        MultiDataSet data = new MultiDataSet(
                new INDArray[] {queries().castTo(DataType.FLOAT), memory().castTo(DataType.FLOAT)},
                new INDArray[] {normal(4, B, H, T).castTo(DataType.FLOAT)});
        double first = graph.score(data, true);
        assertThat(first).isNotEqualTo(graph.score(data, false)).isEqualTo(graph.score(data, true));
        graph.getConfiguration().setIterationCount(1);
        assertThat(graph.score(data, true)).isNotEqualTo(first);
    }

    @Test
    void aMaskIsForgottenWithItsBatch() {
        ComputationGraph graph = graph(Attention.builder(AttentionScore.BAHDANAU, H, H), DataType.FLOAT);
        INDArray unmasked = run(graph, queries(), memory(), null);
        run(graph, queries(), memory(), new INDArray[] {TARGET, SOURCE});
        assertThat(run(graph, queries(), memory(), null)).isEqualTo(unmasked);
    }

    @Test
    void whatDoesNotFitIsSaidInASentence() {
        ComputationGraph graph = graph(Attention.builder(AttentionScore.BAHDANAU, H, H), DataType.FLOAT);
        assertThatThrownBy(() -> run(graph, queries(), normal(2, B, 5, S), null))
                .hasMessageContaining("'attention' expects memory of shape [3, 4, time], found [3, 5, 4]");
        assertThatThrownBy(() -> run(graph, queries(), normal(2, 2, H, S), null))
                .hasMessageContaining("'attention' expects memory of shape [3, 4, time], found [2, 4, 4]");
    }
}
