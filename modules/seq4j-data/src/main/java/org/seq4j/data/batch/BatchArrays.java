package org.seq4j.data.batch;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Row-major primitive arrays {@code [B, T]} of one batch, filled row by row and turned into ND4J arrays at once. */
final class BatchArrays {
    private final int rows;
    private final int steps;
    private final int[] features;
    private final int[] labels;
    private final float[] mask;
    private long tokens;

    /** All padding: ids 0, mask 0. */
    BatchArrays(int rows, int steps) {
        this.rows = rows;
        this.steps = steps;
        int size = Math.multiplyExact(rows, steps);
        this.features = new int[size];
        this.labels = new int[size];
        this.mask = new float[size];
    }

    /** One real position. */
    void set(int row, int step, int feature, int label) {
        int at = row * steps + step;
        features[at] = feature;
        labels[at] = label;
        mask[at] = 1f;
        tokens++;
    }

    /** The arrays, outside any workspace that is open on this thread. */
    Batch build(boolean startsStream) {
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray[] maskOfFeatures = {Nd4j.createFromArray(mask).reshape(rows, steps)}; // [B, T]
            INDArray[] maskOfLabels = {Nd4j.createFromArray(mask).reshape(rows, steps)}; // [B, T]
            MultiDataSet data = new MultiDataSet(
                    new INDArray[] {Nd4j.createFromArray(features).reshape(rows, steps)}, // [B, T]
                    new INDArray[] {Nd4j.createFromArray(labels).reshape(rows, steps)}, // [B, T]
                    maskOfFeatures,
                    maskOfLabels);
            return new Batch(data, tokens, rows, startsStream);
        }
    }
}
