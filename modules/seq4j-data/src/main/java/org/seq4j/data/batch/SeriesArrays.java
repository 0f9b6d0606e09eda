package org.seq4j.data.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.data.series.Series;

/** The arrays of a batch of series. */
final class SeriesArrays {
    private SeriesArrays() {}

    /** @param classes the label ids of each series with {@link SeriesGoal.Kind#CLASSES} */
    static Batch batch(SeriesGoal goal, Series[] series, int[][] classes) {
        int rows = series.length;
        int steps = Arrays.stream(series).mapToInt(Series::size).max().orElse(0);
        long all = Arrays.stream(series).mapToInt(Series::size).sum();
        boolean atEachStep = goal.kind() == SeriesGoal.Kind.NEXT_STEP
                || (goal.kind() == SeriesGoal.Kind.TARGETS && series[0].perStep());
        Frames inputs = new Frames(rows, series[0].features(), steps);
        for (int b = 0; b < rows; b++) {
            inputs.put(b, series[b].values(), goal.kind() == SeriesGoal.Kind.NEXT_STEP ? 1 : 0);
        }
        Frames perStep = atEachStep ? targets(goal, series, steps) : null;
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray labels = labels(goal, series, classes, perStep);
            INDArray mask = perStep != null ? perStep.mask() : Nd4j.ones(DataType.FLOAT, rows, 1);
            MultiDataSet data = new MultiDataSet(
                    new INDArray[] {inputs.values()},
                    labels == null ? new INDArray[0] : new INDArray[] {labels},
                    new INDArray[] {inputs.mask()},
                    labels == null ? new INDArray[0] : new INDArray[] {mask});
            return new Batch(data, atEachStep || labels == null ? all : rows, rows, true);
        }
    }

    private static Frames targets(SeriesGoal goal, Series[] series, int steps) {
        boolean next = goal.kind() == SeriesGoal.Kind.NEXT_STEP;
        Frames targets = new Frames(series.length, next ? series[0].features() : series[0].targetFeatures(), steps);
        for (int b = 0; b < series.length; b++) {
            targets.put(b, next ? series[b].values() : series[b].targets(), 0);
        }
        return targets;
    }

    private static @Nullable INDArray labels(
            SeriesGoal goal, Series[] series, int[][] classes, @Nullable Frames perStep) {
        if (perStep != null) {
            return perStep.values(); // [B, K, T]
        }
        if (goal.labels() != null) {
            return ClassArrays.of(classes, goal.labels().size(), goal.multiLabel()); // [B, 1] or [B, L]
        }
        if (goal.kind() == SeriesGoal.Kind.NONE) {
            return null;
        }
        int targets = series[0].targetFeatures();
        float[] numbers = new float[series.length * targets];
        for (int b = 0; b < series.length; b++) {
            System.arraycopy(series[b].targets(), 0, numbers, b * targets, targets);
        }
        return Nd4j.createFromArray(numbers).reshape(series.length, targets); // [B, K]
    }
}
