package org.seq4j.models.kernel;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One step of a {@link CustomCell}: its forward step on arrays of ND4J. */
final class CustomStepper extends CellStepper {
    private final CustomCell cell;
    private final INDArray recurrent; // [H, G*H]
    private final INDArray[] weights; // a view of it for each gate

    CustomStepper(CustomCell cell, CellSpec spec, CellWeights w) {
        super(spec, w);
        this.cell = cell;
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            recurrent = w.recurrent().castTo(DataType.FLOAT).dup('c');
            weights = PortableCustom.blocks(spec, recurrent);
        }
    }

    @Override
    void gateStep(int batch, float[] gates, float[] state, float[] next) {
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray projected = Nd4j.createFromArray(gates).reshape('c', batch, projectedSize);
            CellState before = new CellState(part(batch, state, 0), cell.hasCellState() ? part(batch, state, 1) : null);
            CellState after = new CellState(empty(batch), cell.hasCellState() ? empty(batch) : null);
            int n = hiddenSize;
            cell.forward(new CustomCell.Step(
                    gate -> Ops.columns(projected, (long) gate * n, (gate + 1L) * n), weights, before, after));
            put(batch, after.h(), next, 0);
            if (after.c() != null) {
                put(batch, after.c(), next, 1);
            }
            Reference.reachabilityFence(projected); // of which the cell saw views
        }
    }

    private INDArray empty(int batch) {
        return Nd4j.create(DataType.FLOAT, new long[] {batch, hiddenSize}, 'c');
    }

    /** h (0) or c (1) of the rows of a state, [B, H]. */
    private INDArray part(int batch, float[] state, int number) {
        float[] values = new float[batch * hiddenSize];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(state, b * stateSize() + number * hiddenSize, values, b * hiddenSize, hiddenSize);
        }
        return Nd4j.createFromArray(values).reshape('c', batch, hiddenSize);
    }

    private void put(int batch, INDArray values, float[] next, int number) {
        float[] rows = new float[batch * hiddenSize];
        HostArrays.copy(values, rows);
        for (int b = 0; b < batch; b++) {
            System.arraycopy(rows, b * hiddenSize, next, b * stateSize() + number * hiddenSize, hiddenSize);
        }
    }
}
