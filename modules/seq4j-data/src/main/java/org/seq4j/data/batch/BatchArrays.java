package org.seq4j.data.batch;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Features and labels {@code [B, T]} of one batch, real at the same positions, filled row by row. */
final class BatchArrays {
    private final int rows;
    private final Padded features;
    private final Padded labels;
    private long tokens;

    /** All padding. */
    BatchArrays(int rows, int steps) {
        this.rows = rows;
        this.features = new Padded(rows, steps);
        this.labels = new Padded(rows, steps);
    }

    /** One real position. */
    void set(int row, int step, int feature, int label) {
        features.put(row, step, feature);
        labels.put(row, step, label);
        tokens++;
    }

    /** The arrays, outside any workspace that is open on this thread. */
    Batch build(boolean startsStream) {
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            MultiDataSet data = new MultiDataSet(
                    new INDArray[] {features.ids()},
                    new INDArray[] {labels.ids()},
                    new INDArray[] {features.mask()},
                    new INDArray[] {labels.mask()});
            return new Batch(data, tokens, rows, startsStream);
        }
    }
}
