package org.seq4j.models.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seq4j.models.GradientChecks.ids;
import static org.seq4j.models.GradientChecks.mask;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;
import org.seq4j.models.graph.LanguageModel;
import org.seq4j.models.graph.SequenceClassifier;
import org.seq4j.models.graph.TruncatedBptt;
import org.seq4j.models.kernel.CellType;

/** |dL/dh| by distance from the loss, against finite differences and against what theory says of linear nets. */
class GradientFlowTest {
    private static final int V = 5;
    private static final int B = 3;
    private static final int T = 6;
    private static final double STEP = 1e-5;

    private static LanguageModel.Builder model(CellType cell, int hidden) {
        return LanguageModel.builder(V)
                .cell(cell)
                .embeddingSize(3)
                .hiddenSize(hidden)
                .stateful(true)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp());
    }

    private static ComputationGraph graph(LanguageModel.Builder model) {
        ComputationGraph graph = new ComputationGraph(model.build());
        graph.init();
        graph.initGradientsView();
        return graph;
    }

    private static List<GradientFlow.Curve> flow(ComputationGraph graph, MultiDataSet batch) {
        return GradientFlow.of(graph, () -> {
            graph.setInputs(batch.getFeatures());
            graph.setLabels(batch.getLabels());
            graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
            graph.computeGradientAndScore();
            graph.clearLayerMaskArrays();
        });
    }

    /** The steps from one on, of examples that all end at the last step; only the last target counts. */
    private static MultiDataSet batch(int from) {
        INDArray counts = Nd4j.zeros(DataType.FLOAT, B, T - from);
        counts.putColumn(T - from - 1, Nd4j.ones(DataType.FLOAT, B));
        var steps = NDArrayIndex.interval(from, T);
        return new MultiDataSet(
                new INDArray[] {ids(1, V, B, T).get(NDArrayIndex.all(), steps).dup('c')},
                new INDArray[] {ids(2, V, B, T).get(NDArrayIndex.all(), steps).dup('c')},
                null,
                new INDArray[] {counts});
    }

    @ParameterizedTest
    @EnumSource(
            value = CellType.class,
            names = {"RNN_TANH", "LSTM", "GRU"})
    void isWhatFiniteDifferencesOfTheStateGive(CellType cell) {
        ComputationGraph graph = graph(model(cell, 4));
        graph.params().muli(3); // away from 0, so that gradients are not tiny
        double[] norms = flow(graph, batch(0)).get(0).norms();
        assertThat(norms).hasSize(T);
        TruncatedBptt.reset(graph);
        for (int t = 0; t < T - 1; t++) {
            MultiDataSet rest = batch(t + 1);
            INDArray token = batch(t).getFeatures(0).get(NDArrayIndex.all(), NDArrayIndex.interval(0, 1));
            graph.score(new MultiDataSet(new INDArray[] {token.dup('c')}, new INDArray[] {token.dup('c')}), false);
            TruncatedBptt.carry(graph);
            Map<String, INDArray> states = TruncatedBptt.states(graph);
            INDArray h = states.get("rnn0/h");
            INDArray gradient = Nd4j.create(DataType.DOUBLE, h.shape());
            for (long i = 0; i < h.length(); i++) {
                double value = h.getDouble(i);
                h.putScalar(i, value + STEP);
                TruncatedBptt.restore(graph, states);
                double plus = graph.score(rest, false);
                h.putScalar(i, value - STEP);
                TruncatedBptt.restore(graph, states);
                gradient.putScalar(i, (plus - graph.score(rest, false)) / (2 * STEP));
                h.putScalar(i, value);
            }
            TruncatedBptt.restore(graph, states);
            double expected = gradient.norm2(1).meanNumber().doubleValue();
            assertThat(norms[T - 1 - t]).as("distance %d", T - 1 - t).isEqualTo(expected, within(1e-4 * expected));
        }
    }

    /** Near 0 tanh is linear, and a matrix that turns and shrinks by s takes s of the gradient at each step. */
    @Test
    void decaysWithTheSpectralNormOfALinearNet() {
        double shrinking = 0.6;
        ComputationGraph graph = graph(model(CellType.RNN_TANH, 2));
        RecurrentVertex layer = (RecurrentVertex) graph.getVertex(LanguageModel.layer(0));
        layer.weights(false).input().muli(1e-4);
        layer.weights(false).bias().assign(0);
        layer.weights(false)
                .recurrent()
                .assign(Nd4j.create(new double[][] {{0.8, -0.6}, {0.6, 0.8}}).muli(shrinking));
        double[] norms = flow(graph, batch(0)).get(0).norms();
        for (int distance = 1; distance < T; distance++) {
            assertThat(norms[distance] / norms[distance - 1]).isEqualTo(shrinking, within(1e-6));
        }
    }

    @Test
    void countsFromTheEndOfEachExampleInBothDirections() {
        ComputationGraph graph = new ComputationGraph(SequenceClassifier.tokens(V, 2)
                .encoder(encoder -> encoder.cell(CellType.GRU).hiddenSize(3).embeddingSize(3))
                .dataType(DataType.FLOAT)
                .build());
        graph.init();
        graph.initGradientsView();
        INDArray whole = ids(1, V, 2, 4);
        INDArray lengths = mask(new float[] {1, 1, 1, 1}, new float[] {1, 1, 0, 0});
        INDArray classes = Nd4j.createFromArray(new int[][] {{0}, {1}});
        MultiDataSet both =
                new MultiDataSet(new INDArray[] {whole}, new INDArray[] {classes}, new INDArray[] {lengths}, null);
        List<GradientFlow.Curve> curves = flow(graph, both);
        assertThat(curves).extracting(GradientFlow.Curve::reverse).containsExactly(false, true);
        List<GradientFlow.Curve> first = flow(graph, one(whole, classes, 0, 4));
        List<GradientFlow.Curve> second = flow(graph, one(whole, classes, 1, 2));
        for (int pass = 0; pass < 2; pass++) { // the score is a mean over two examples
            double[] norms = curves.get(pass).norms();
            double[] one = first.get(pass).norms();
            double[] two = second.get(pass).norms();
            assertThat(norms).hasSize(4);
            assertThat(two).hasSize(2);
            assertThat(norms[0]).isEqualTo((one[0] + two[0]) / 4, within(1e-5));
            assertThat(norms[1]).isEqualTo((one[1] + two[1]) / 4, within(1e-5));
            assertThat(norms[3]).isEqualTo(one[3] / 2, within(1e-5)).isPositive();
        }
    }

    private static MultiDataSet one(INDArray tokens, INDArray classes, int example, int length) {
        var row = NDArrayIndex.interval(example, example + 1);
        return new MultiDataSet(
                new INDArray[] {
                    tokens.get(row, NDArrayIndex.interval(0, length)).dup('c')
                },
                new INDArray[] {classes.get(row, NDArrayIndex.all()).dup('c')});
    }

    @Test
    void leavesTheGradientsOfTheParametersAlone() {
        ComputationGraph graph =
                new ComputationGraph(LanguageModel.builder(V).hiddenSize(8).build());
        graph.init();
        graph.initGradientsView();
        flow(graph, batch(0));
        INDArray watched = graph.getGradientsViewArray().dup();
        graph.setInputs(batch(0).getFeatures());
        graph.setLabels(batch(0).getLabels());
        graph.setLayerMaskArrays(null, batch(0).getLabelsMaskArrays());
        graph.computeGradientAndScore();
        assertThat(watched.distance2(graph.getGradientsViewArray())
                        / watched.norm2Number().doubleValue())
                .isLessThan(1e-5);
    }
}
