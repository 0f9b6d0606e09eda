package org.seq4j.models;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** Checks every parameter of a double graph, with workspaces and without. */
    public static void parameters(ComputationGraphConfiguration conf, MultiDataSet data) {
        for (WorkspaceMode mode : new WorkspaceMode[] {WorkspaceMode.NONE, WorkspaceMode.ENABLED}) {
            ComputationGraphConfiguration copy = conf.clone();
            copy.setTrainingWorkspaceMode(mode);
            copy.setInferenceWorkspaceMode(mode);
            ComputationGraph graph = new ComputationGraph(copy);
            graph.init();
            parameters(graph, data);
        }
    }

    /** Checks every parameter of a double graph. */
    public static void parameters(ComputationGraph graph, MultiDataSet data) {
        DataType before = Nd4j.dataType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
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
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
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
