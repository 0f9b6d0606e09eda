package org.seq4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Numeric gradients of whole graphs in double precision, for the parameters by Deeplearning4j's own check and for inputs by central differences. */
public final class GradientChecks {
    private static final double STEP = 1e-6;

    private GradientChecks() {}

    /** Checks every parameter of a double graph without workspaces; with them, pass after pass has the same loss and the same gradient. */
    public static void parameters(ComputationGraphConfiguration conf, MultiDataSet data) {
        ComputationGraph graph = graph(conf, WorkspaceMode.NONE);
        parameters(graph, data);
        ComputationGraph other = graph(conf, WorkspaceMode.ENABLED);
        other.setParams(graph.params());
        inDoubles(() -> {
            double loss = gradient(graph, data);
            INDArray expected = graph.getGradientsViewArray();
            for (int pass = 0; pass < 3; pass++) {
                assertThat(gradient(other, data)).isCloseTo(loss, within(1e-12));
                INDArray found = other.getGradientsViewArray();
                assertThat(found.sub(expected).amaxNumber().doubleValue())
                        .as("difference of the gradient with workspaces in pass %s", pass)
                        .isLessThan(1e-12);
                assertThat(other.score(data, true)).isCloseTo(loss, within(1e-12));
            }
        });
    }

    private static ComputationGraph graph(ComputationGraphConfiguration conf, WorkspaceMode mode) {
        ComputationGraphConfiguration copy = conf.clone();
        copy.setTrainingWorkspaceMode(mode);
        copy.setInferenceWorkspaceMode(mode);
        ComputationGraph graph = new ComputationGraph(copy);
        graph.init();
        return graph;
    }

    private static void inDoubles(Runnable check) {
        DataType before = Nd4j.dataType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            check.run();
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
    }

    /** Checks every parameter of a double graph. */
    public static void parameters(ComputationGraph graph, MultiDataSet data) {
        inDoubles(() -> {
            boolean passed = GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                    .net(graph)
                    .epsilon(STEP)
                    .maxRelError(1e-5)
                    .minAbsoluteError(2e-9)
                    .inputs(data.getFeatures())
                    .labels(data.getLabels())
                    .inputMask(data.getFeaturesMaskArrays())
                    .labelMask(data.getLabelsMaskArrays()));
            assertThat(passed)
                    .as("numeric gradients of %s", graph.getConfiguration().getVertices())
                    .isTrue();
        });
    }

    /**
     * Checks a double graph quickly: along a random direction in each parameter array, the difference quotient of the loss equals the gradient's product with that
     * direction. With probability 1 a gradient that is wrong anywhere is wrong there.
     */
    public static void directions(ComputationGraphConfiguration conf, MultiDataSet data) {
        inDoubles(() -> {
            ComputationGraph graph = new ComputationGraph(conf.clone());
            graph.init();
            directions(graph, data);
        });
    }

    private static void directions(ComputationGraph graph, MultiDataSet data) {
        INDArray params = graph.params().reshape(graph.params().length());
        params.addi(normal(11, params.length()).muli(0.1)); // biases that are not 0
        gradient(graph, data);
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        graph.gradient().gradientForVariable().forEach((name, value) -> gradients.put(name, value.dup('c')));
        assertThat(gradients.keySet()).isEqualTo(graph.paramTable().keySet());
        gradients.forEach((name, gradient) -> {
            INDArray value = graph.paramTable().get(name);
            INDArray original = value.dup('c');
            INDArray direction = normal(name.hashCode(), value.length()).reshape('c', value.shape());
            value.assign(original.add(direction.mul(10 * STEP)));
            double above = graph.score(data, true);
            value.assign(original.sub(direction.mul(10 * STEP)));
            double below = graph.score(data, true);
            value.assign(original);
            double expected = (above - below) / (20 * STEP);
            double found = gradient.mul(direction).sumNumber().doubleValue();
            assertThat(found)
                    .as("gradient of %s along a direction", name)
                    .isCloseTo(expected, within(1e-8 + 1e-6 * Math.abs(expected)));
        });
    }

    /** Loss and gradient of one pass. */
    public static double gradient(ComputationGraph graph, MultiDataSet data) {
        graph.setInputs(data.getFeatures());
        graph.setLabels(data.getLabels());
        graph.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
        graph.computeGradientAndScore();
        return graph.score();
    }

    /** Random doubles, standard normal, a function of the seed. */
    public static INDArray normal(long seed, long... shape) {
        var random = new java.util.SplittableRandom(seed);
        double[] values = new double[(int) java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape('c', shape);
    }

    /** Random ids from 1 to size - 1. */
    public static INDArray ids(long seed, int size, int batch, int time) {
        var random = new java.util.SplittableRandom(seed);
        int[][] values = new int[batch][time];
        for (int[] row : values) {
            for (int t = 0; t < time; t++) {
                row[t] = 1 + random.nextInt(size - 1);
            }
        }
        return Nd4j.createFromArray(values);
    }

    /** A mask from rows of 0 and 1. */
    public static @Nullable INDArray mask(float[]... rows) {
        return Nd4j.createFromArray(rows);
    }
}
