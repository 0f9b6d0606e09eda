package org.seq4j.models.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link CustomCell} in the portable kernel. The gradient of U grows step by step. */
final class PortableCustom extends PortableCell {
    private final CustomCell cell;
    private final CellSpec spec;
    private final DataType type;
    private INDArray[] weights = {}; // a view of U for each gate
    private INDArray[] weightGradients = {};
    private @Nullable INDArray weightGradient; // [H, G*H]

    PortableCustom(CustomCell cell, CellSpec spec, DataType type) {
        this.cell = cell;
        this.spec = spec;
        this.type = type;
    }

    /** The block of each gate in a matrix of G*H columns, as views. */
    static INDArray[] blocks(CellSpec spec, INDArray matrix) {
        int n = spec.hiddenSize();
        INDArray[] blocks = new INDArray[spec.cell().gates()];
        for (int gate = 0; gate < blocks.length; gate++) {
            blocks[gate] = Ops.columns(matrix, (long) gate * n, (gate + 1L) * n);
        }
        return blocks;
    }

    @Override
    void fit(int time, int batch) {}

    @Override
    void bind(CellWeights w) {
        weights = blocks(spec, w.recurrent());
        if (weightGradient != null) {
            weightGradient.assign(0);
        }
    }

    private CustomCell.Step step(PortableSequence s, int t) {
        boolean hasCell = cell.hasCellState();
        return new CustomCell.Step(
                gate -> s.gates(t, gate, gate + 1),
                weights,
                new CellState(s.previousHidden(t), hasCell ? s.previousCell(t) : null),
                new CellState(s.hidden(t), hasCell ? s.cell(t) : null));
    }

    @Override
    void forward(PortableSequence s, int t) {
        cell.forward(step(s, t));
    }

    @Override
    void backward(PortableSequence s, int t) {
        if (weightGradient == null) {
            weightGradient = Nd4j.create(type, new long[] {spec.hiddenSize(), spec.projectedSize()}, 'c');
            weightGradients = blocks(spec, weightGradient);
        }
        CellState state = new CellState(s.dHidden(), cell.hasCellState() ? s.dCell() : null);
        cell.backward(
                step(s, t),
                new CustomCell.Gradients(gate -> s.dGates(t, gate, gate + 1), weights, weightGradients, state));
    }

    @Override
    void gradients(PortableSequence s, CellWeights out) {
        if (weightGradient == null) {
            out.recurrent().assign(0);
        } else {
            out.recurrent().assign(weightGradient);
        }
    }
}
