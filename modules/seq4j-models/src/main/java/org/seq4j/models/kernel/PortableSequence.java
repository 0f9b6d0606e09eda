package org.seq4j.models.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loop of the portable kernel over a sequence, and its tape: one product for the input side of all steps, a {@link
 * PortableCell} step by step, one product each for the weight gradients after the loop. Steps beyond an example's length
 * are computed and their h set to 0; no gradient enters there, so none comes out. Works outside of ND4J workspaces: the
 * caller opens that scope.
 */
final class PortableSequence implements Tape {
    private final CellSpec spec;
    private final PortableCell cell;
    private final TimeBuffer gates;
    private final TimeBuffer dGates;
    private final TimeBuffer hidden; // T+1 steps: h before step t is step t
    private final TimeBuffer cells; // T+1 steps
    private final TimeBuffer operands; // only with recurrent dropout: the masked h'
    private final TimeBuffer scratch;
    private final TimeBuffer running; // dh, dc, d(operand), temporary
    private final @Nullable NormalizedSequence inputNorm;

    private int time;
    private int batch;
    private Padding padding = Padding.NONE;
    private @Nullable INDArray x;
    private @Nullable INDArray dropout;

    PortableSequence(CellSpec spec, DataType type) {
        this.spec = spec;
        int hiddenSize = spec.hiddenSize();
        cell = PortableCell.of(spec, type);
        gates = new TimeBuffer(type, spec.projectedSize());
        dGates = new TimeBuffer(type, spec.projectedSize());
        hidden = new TimeBuffer(type, hiddenSize);
        cells = new TimeBuffer(type, hiddenSize);
        operands = new TimeBuffer(type, hiddenSize);
        scratch = new TimeBuffer(type, spec.projectedSize());
        running = new TimeBuffer(type, hiddenSize);
        inputNorm = spec.layerNorm() ? new NormalizedSequence(type, spec.cell().gates(), hiddenSize) : null;
    }

    /** See {@link RecurrentKernel#forward}; x and the dropout mask are kept, not copied. */
    void forward(
            CellWeights w,
            INDArray x,
            int @Nullable [] lengths,
            @Nullable CellState initial,
            @Nullable INDArray dropout,
            INDArray y,
            @Nullable CellState finalState) {
        this.x = x;
        this.dropout = dropout;
        time = (int) x.size(0);
        batch = (int) x.size(1);
        padding = Padding.of(lengths, time, x.dataType());
        fit();
        cell.bind(w);
        project(w);
        start(hidden, initial == null ? null : initial.h());
        if (spec.cell().hasCellState()) {
            start(cells, initial == null ? null : initial.c());
        }
        for (int t = 0; t < time; t++) {
            if (dropout != null) {
                Ops.multiply(hidden.step(t), dropout, operands.step(t));
            }
            cell.forward(this, t);
            padding.mask(t, hidden.step(t + 1));
        }
        y.reshape('c', (long) time * batch, spec.hiddenSize()).assign(hidden.rows(1, time + 1));
        if (finalState != null) {
            padding.last(hidden, batch, finalState.h());
            if (finalState.c() != null) {
                padding.last(cells, batch, finalState.c());
            }
        }
    }

    private void fit() {
        cell.fit(time, batch);
        gates.fit(time, batch);
        hidden.fit(time + 1, batch);
        running.fit(4, batch);
        if (spec.cell().hasCellState()) {
            cells.fit(time + 1, batch);
        }
        if (dropout != null) {
            operands.fit(time, batch);
        }
        if (inputNorm != null) {
            inputNorm.fit(time, batch);
        }
    }

    /** gates = W x + b, layer normalised where the cell is. */
    private void project(CellWeights w) {
        INDArray all = gates.rows(0, time); // [T*B, G*H]
        if (inputNorm == null || w.layerNorm() == null) {
            Ops.product(inputRows(), w.input(), 0, all);
        } else {
            Ops.product(inputRows(), w.input(), 0, inputNorm.values(0, time));
            inputNorm.forward(0, time);
            Ops.multiplyRow(inputNorm.values(0, time), Ops.range(w.layerNorm(), 0, spec.projectedSize()), all);
        }
        all.addiRowVector(Ops.range(w.bias(), 0, spec.projectedSize()));
    }

    private static void start(TimeBuffer states, @Nullable INDArray initial) {
        if (initial == null) {
            states.step(0).assign(0);
        } else {
            states.step(0).assign(initial);
        }
    }

    /** See {@link RecurrentKernel#backward}. */
    void backward(CellWeights w, INDArray dy, @Nullable CellState dFinal, CellGradients out) {
        dGates.fit(time, batch);
        cell.bind(w);
        INDArray dh = dHidden();
        INDArray tmp = running.step(3);
        dh.assign(0);
        dCell().assign(0);
        for (int t = time - 1; t >= 0; t--) {
            padding.addOutputGradient(t, dy, dh, tmp);
            addFinalGradient(t + 1, dFinal, tmp);
            if (dropout != null) {
                dOperand().assign(0);
            }
            cell.backward(this, t);
            if (dropout != null) {
                Ops.multiply(dOperand(), dropout, tmp);
                Ops.add(dh, tmp, dh);
            }
        }
        addFinalGradient(0, dFinal, tmp);
        if (out.initial() != null) {
            out.initial().h().assign(dh);
            if (out.initial().c() != null) {
                out.initial().c().assign(dCell());
            }
        }
        cell.gradients(this, out.weights());
        inputGradients(w, out);
    }

    private void addFinalGradient(int step, @Nullable CellState dFinal, INDArray tmp) {
        if (dFinal != null) {
            padding.addFinalGradient(step, dFinal.h(), dHidden(), tmp);
            if (dFinal.c() != null) {
                padding.addFinalGradient(step, dFinal.c(), dCell(), tmp);
            }
        }
    }

    /** Gradients of W, its gain, the first G bias blocks and x. */
    private void inputGradients(CellWeights w, CellGradients out) {
        INDArray d = dGates.rows(0, time); // [T*B, G*H]
        Ops.sumRows(d, Ops.range(out.weights().bias(), 0, spec.projectedSize()));
        INDArray gainGradients = out.weights().layerNorm();
        if (inputNorm != null && w.layerNorm() != null && gainGradients != null) {
            scratch.fit(time, batch);
            INDArray s = scratch.rows(0, time);
            Ops.multiply(d, inputNorm.values(0, time), s);
            Ops.sumRows(s, Ops.range(gainGradients, 0, spec.projectedSize()));
            Ops.multiplyRow(d, Ops.range(w.layerNorm(), 0, spec.projectedSize()), s);
            inputNorm.backward(0, time, s);
            d = s;
        }
        Ops.productLeftTransposed(inputRows(), d, 0, out.weights().input());
        Ops.productRightTransposed(d, w.input(), 0, out.x().reshape('c', (long) time * batch, spec.inputSize()));
    }

    private INDArray inputRows() {
        return Objects.requireNonNull(x).reshape('c', (long) time * batch, spec.inputSize());
    }

    /** T of this pass. */
    int time() {
        return time;
    }

    /** B of this pass. */
    int batch() {
        return batch;
    }

    /** [B, G*H] of step t. */
    INDArray gates(int t) {
        return gates.step(t);
    }

    /** Gates from..to-1 of step t, [B, (to-from)*H]. */
    INDArray gates(int t, int from, int to) {
        return gates.columns(t, from * spec.hiddenSize(), to * spec.hiddenSize());
    }

    /** Gradient of the input side of the gates of step t, [B, G*H]. */
    INDArray dGates(int t) {
        return dGates.step(t);
    }

    /** Gradient of gates from..to-1 of step t, [B, (to-from)*H]. */
    INDArray dGates(int t, int from, int to) {
        return dGates.columns(t, from * spec.hiddenSize(), to * spec.hiddenSize());
    }

    /** Gradient of gates from..to-1 of all steps, [T*B, (to-from)*H]. */
    INDArray dGateRows(int from, int to) {
        INDArray all = dGates.rows(0, time);
        return to - from == spec.cell().gates()
                ? all
                : Ops.columns(all, (long) from * spec.hiddenSize(), (long) to * spec.hiddenSize());
    }

    /** h before step t, [B, H]. */
    INDArray previousHidden(int t) {
        return hidden.step(t);
    }

    /** h after step t, [B, H]. */
    INDArray hidden(int t) {
        return hidden.step(t + 1);
    }

    /** c before step t, [B, H]. */
    INDArray previousCell(int t) {
        return cells.step(t);
    }

    /** c after step t, [B, H]. */
    INDArray cell(int t) {
        return cells.step(t + 1);
    }

    /** Steps from..to-1 of the cell states, of which step 0 is the initial one, [(to-from)*B, H]. */
    INDArray cellRows(int from, int to) {
        return cells.rows(from, to);
    }

    /** h before step t as the recurrent product sees it, dropped out, [B, H]. */
    INDArray operand(int t) {
        return dropout == null ? hidden.step(t) : operands.step(t);
    }

    /** {@link #operand} of all steps, [T*B, H]. */
    INDArray operandRows() {
        return dropout == null ? hidden.rows(0, time) : operands.rows(0, time);
    }

    /** Running gradient of h, [B, H]. */
    INDArray dHidden() {
        return running.step(0);
    }

    /** Running gradient of c, [B, H]. */
    INDArray dCell() {
        return running.step(1);
    }

    /** Where the gradient of {@link #operand} is added; without dropout {@link #dHidden} itself. */
    INDArray dOperand() {
        return dropout == null ? dHidden() : running.step(2);
    }
}
