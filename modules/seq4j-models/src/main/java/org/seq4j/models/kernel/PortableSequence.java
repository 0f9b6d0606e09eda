package org.seq4j.models.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The steps of the portable kernel over a sequence, and their tape: the {@link InputProjection}, a {@link PortableCell} step
 * by step, one product each for the weight gradients after the last. Steps beyond an example's length are computed and
 * their h set to 0; no gradient enters there, so none comes out. Works outside of ND4J workspaces: the caller opens that
 * scope.
 *
 * <p>{@link PortableKernel} runs all steps in a loop; {@link StepwiseKernel} lets its caller come between them.
 */
final class PortableSequence implements Tape {
    private final CellSpec spec;
    private final PortableCell cell;
    private final TimeBuffer gates;
    private final TimeBuffer dGates;
    private final TimeBuffer hidden; // T+1 steps: h before step t is step t
    private final TimeBuffer cells; // T+1 steps
    private final TimeBuffer operands; // only with recurrent dropout: the masked h'
    private final TimeBuffer running; // dh, dc, d(operand), temporary
    private final InputProjection input;

    private int time;
    private int batch;
    private Padding padding = Padding.NONE;
    private @Nullable INDArray dropout;
    private @Nullable StepGradients observer;

    /** For inputs of which the first {@code known} features are there before the first step and the others come step by step. */
    PortableSequence(CellSpec spec, int known, DataType type, PortableCell cell) {
        this.spec = spec;
        this.cell = cell;
        int hiddenSize = spec.hiddenSize();
        gates = new TimeBuffer(type, spec.projectedSize());
        dGates = new TimeBuffer(type, spec.projectedSize());
        hidden = new TimeBuffer(type, hiddenSize);
        cells = new TimeBuffer(type, hiddenSize);
        operands = new TimeBuffer(type, hiddenSize);
        running = new TimeBuffer(type, hiddenSize);
        input = new InputProjection(spec, known, type);
    }

    /** Whoever is to see the gradients of h. */
    void observe(StepGradients value) {
        observer = value;
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
        start(w, x, (int) x.size(0), (int) x.size(1), lengths, initial, dropout);
        for (int t = 0; t < time; t++) {
            step(t);
        }
        y.reshape('c', (long) time * batch, spec.hiddenSize()).assign(hidden.rows(1, time + 1));
        if (finalState != null) {
            padding.last(hidden, batch, finalState.h());
            if (finalState.c() != null) {
                padding.last(cells, batch, finalState.c());
            }
        }
    }

    /** Before the first step; x [T, B, K] and the dropout mask are kept, not copied. */
    void start(
            CellWeights w,
            @Nullable INDArray x,
            int steps,
            int examples,
            int @Nullable [] lengths,
            @Nullable CellState initial,
            @Nullable INDArray mask) {
        dropout = mask;
        time = steps;
        batch = examples;
        padding = Padding.of(lengths, time, w.input().dataType());
        fit();
        cell.bind(w);
        input.start(w, x, time, batch, gates);
        start(hidden, initial == null ? null : initial.h());
        if (spec.cell().hasCellState()) {
            start(cells, initial == null ? null : initial.c());
        }
    }

    /** The input features of step t that were not known before, [B, I-K]. */
    void feed(int t, INDArray rest) {
        input.feed(t, rest, gates);
    }

    /** One step; steps come in order. */
    void step(int t) {
        if (dropout != null) {
            Ops.multiply(hidden.step(t), dropout, operands.step(t));
        }
        cell.forward(this, t);
        padding.mask(t, hidden.step(t + 1));
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
        startBackward(w);
        for (int t = time - 1; t >= 0; t--) {
            addFinalGradient(t + 1, dFinal, running.step(3));
            stepBack(t, dy.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all()));
        }
        addFinalGradient(0, dFinal, running.step(3));
        finishBackward(out.weights(), out.x(), out.initial());
    }

    /** Before the first step back. */
    void startBackward(CellWeights w) {
        dGates.fit(time, batch);
        cell.bind(w);
        input.startBackward(w);
        dHidden().assign(0);
        dCell().assign(0);
    }

    /** One step back, the last step first; {@code dy} [B, H] counts in the rows that are real at step t. */
    void stepBack(int t, INDArray dy) {
        INDArray tmp = running.step(3);
        padding.addOutputGradient(t, dy, dHidden(), tmp);
        if (observer != null) {
            observer.complete(t, dHidden());
        }
        if (dropout != null) {
            dOperand().assign(0);
        }
        cell.backward(this, t);
        if (dropout != null) {
            Ops.multiply(dOperand(), dropout, tmp);
            Ops.add(dHidden(), tmp, dHidden());
        }
    }

    /** The gradient of what was fed at step t, [B, I-K], after its step back; overwritten by the next call. */
    INDArray fedGradient(int t) {
        return input.fedGradient(t, dGates);
    }

    /** After the first step's step back. */
    void finishBackward(CellWeights out, @Nullable INDArray dKnown, @Nullable CellState dInitial) {
        if (dInitial != null) {
            dInitial.h().assign(dHidden());
            if (dInitial.c() != null) {
                dInitial.c().assign(dCell());
            }
        }
        cell.gradients(this, out);
        INDArray rows = dKnown == null ? null : dKnown.reshape('c', (long) time * batch, dKnown.size(2));
        input.gradients(dGates, out, rows);
    }

    private void addFinalGradient(int step, @Nullable CellState dFinal, INDArray tmp) {
        if (dFinal != null) {
            padding.addFinalGradient(step, dFinal.h(), dHidden(), tmp);
            if (dFinal.c() != null) {
                padding.addFinalGradient(step, dFinal.c(), dCell(), tmp);
            }
        }
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

    /** h after all steps, [T*B, H]. */
    INDArray hiddenRows() {
        return hidden.rows(1, time + 1);
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
