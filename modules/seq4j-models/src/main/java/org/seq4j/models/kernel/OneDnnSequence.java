package org.seq4j.models.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Objects;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One pass of the oneDNN kernel over a sequence, its native buffers, and its tape.
 *
 * <p>With ragged lengths, h of the last real step is read from y, and its gradient goes in through dy. For c oneDNN offers
 * the state after step T only. Where it is asked for, the input gets one more feature, 1 at padded steps and 0 elsewhere,
 * that closes the input gate and opens the forget gate ({@link HeldCells}): c is then held exactly through the padding.
 */
final class OneDnnSequence implements Tape {
    private final CellSpec spec;
    private final int hiddenSize;
    private final HeldCells heldCells;
    private final NativeFloats packedInput = new NativeFloats();
    private final NativeFloats packedRecurrent = new NativeFloats();
    private final NativeFloats scratchpad = new NativeFloats();
    private final NativeFloats record = new NativeFloats(); // oneDNN's "workspace"
    private final NativeFloats states = new NativeFloats(); // h and c before the first step, h and c after the last
    private final NativeFloats gradientStates = new NativeFloats(); // the same for their gradients
    private final NativeFloats outputGradient = new NativeFloats();
    private final NativeFloats inputWeightGradient = new NativeFloats();
    private final NativeFloats recurrentWeightGradient = new NativeFloats();

    private @Nullable OneDnnPrimitives primitives;
    private final Kept x = new Kept();
    private final Kept y = new Kept();
    private int @Nullable [] lengths;
    private boolean held;
    private int time;
    private int batch;

    OneDnnSequence(CellSpec spec) {
        this.spec = spec;
        hiddenSize = spec.hiddenSize();
        heldCells = new HeldCells(spec);
    }

    /** See {@link RecurrentKernel#forward}; lengths null: no padding; held: the final c is wanted in spite of padding. */
    void forward(
            OneDnnPrimitives p,
            CellWeights w,
            INDArray x,
            int @Nullable [] lengths,
            boolean held,
            @Nullable CellState initial,
            INDArray y,
            @Nullable CellState finalState,
            boolean training) {
        primitives = p;
        time = (int) x.size(0);
        batch = (int) x.size(1);
        this.lengths = lengths == null ? null : lengths.clone();
        this.held = held;
        if (held && lengths != null) {
            this.x.hold(heldCells.input(x, lengths), false);
        } else {
            this.x.hold(x, training);
        }
        states.zeros(4 * stateLength());
        if (initial != null) {
            NativeFloats.copy(NativeFloats.of(initial.h()), state(0), stateLength());
            if (initial.c() != null) {
                NativeFloats.copy(NativeFloats.of(initial.c()), state(1), stateLength());
            }
        }
        try (OneDnnCall call = new OneDnnCall()) {
            common(call, p, p.forward, w, NativeFloats.of(y));
            call.execute(p.forward.primitive());
        }
        if (finalState != null) {
            NativeFloats.copy(state(3), cellOrScratch(finalState), spec.cell().hasCellState() ? stateLength() : 0);
            finalHidden(NativeFloats.of(y), NativeFloats.of(finalState.h()));
        }
        if (lengths != null) {
            clearPadding(NativeFloats.of(y), lengths);
        }
        if (training) {
            this.y.hold(y, true);
        } else {
            this.x.release();
        }
    }

    private FloatPointer cellOrScratch(CellState state) {
        return state.c() == null ? state(3) : NativeFloats.of(state.c());
    }

    /** The arguments that the forward and the backward pass share, the weights packed as the pass wants them. */
    private void common(
            OneDnnCall call, OneDnnPrimitives p, OneDnnPrimitives.Pass pass, CellWeights w, FloatPointer y) {
        FloatPointer input = packedInput.atLeast(pass.input().size());
        FloatPointer recurrent = packedRecurrent.atLeast(pass.recurrent().size());
        FloatPointer plainInput = held ? heldCells.weights(w.input()) : NativeFloats.of(w.input());
        call.reorder(pass.input().move(), p.input, plainInput, pass.input().layout(), input);
        call.reorder(
                pass.recurrent().move(),
                p.recurrent,
                NativeFloats.of(w.recurrent()),
                pass.recurrent().layout(),
                recurrent);
        call.with(DNNL_ARG_SRC_LAYER, p.x, x.pointer())
                .with(DNNL_ARG_SRC_ITER, p.state, state(0))
                .with(DNNL_ARG_WEIGHTS_LAYER, pass.input().layout(), input)
                .with(DNNL_ARG_WEIGHTS_ITER, pass.recurrent().layout(), recurrent)
                .with(DNNL_ARG_BIAS, p.bias, NativeFloats.of(w.bias()))
                .with(DNNL_ARG_DST_LAYER, p.y, y)
                .with(DNNL_ARG_DST_ITER, p.state, state(2))
                .with(
                        DNNL_ARG_SCRATCHPAD,
                        pass.scratchpad(),
                        scratchpad.atLeast(OneDnnPrimitives.floats(pass.scratchpad())));
        if (spec.cell().hasCellState()) {
            call.with(DNNL_ARG_SRC_ITER_C, p.state, state(1)).with(DNNL_ARG_DST_ITER_C, p.state, state(3));
        }
        if (p.peephole != null && w.peephole() != null) {
            call.with(DNNL_ARG_WEIGHTS_PEEPHOLE, p.peephole, NativeFloats.of(w.peephole()));
        }
        if (p.tape != null) {
            call.with(DNNL_ARG_WORKSPACE, p.tape, record.atLeast(OneDnnPrimitives.floats(p.tape)));
        }
    }

    /** See {@link RecurrentKernel#backward}. */
    void backward(CellWeights w, INDArray dy, @Nullable CellState dFinal, CellGradients out) {
        OneDnnPrimitives p = Objects.requireNonNull(primitives);
        OneDnnPrimitives.Pass pass = Objects.requireNonNull(p.backward);
        OneDnnPrimitives.Packing inputPacking = Objects.requireNonNull(p.inputGradient);
        OneDnnPrimitives.Packing recurrentPacking = Objects.requireNonNull(p.recurrentGradient);
        if (dFinal != null && dFinal.c() != null && lengths != null && !held) {
            throw new IllegalArgumentException(
                    "There is a gradient of the final cell state, but the forward pass was not"
                            + " asked for a final state.");
        }
        gradientStates.zeros(4 * stateLength());
        FloatPointer gradient = withFinalGradient(dy, dFinal);
        FloatPointer dInput = inputWeightGradient.zeros(inputPacking.size());
        FloatPointer dRecurrent = recurrentWeightGradient.zeros(recurrentPacking.size());
        FloatPointer dBias = NativeFloats.of(out.weights().bias());
        NativeFloats.clear(dBias, spec.biasSize());
        INDArray dx = held ? heldCells.inputGradient(time, batch) : out.x();
        try (OneDnnCall call = new OneDnnCall()) {
            common(call, p, pass, w, y.pointer());
            call.with(DNNL_ARG_DIFF_SRC_LAYER, p.x, NativeFloats.of(dx))
                    .with(DNNL_ARG_DIFF_SRC_ITER, p.state, gradientState(0))
                    .with(DNNL_ARG_DIFF_WEIGHTS_LAYER, inputPacking.layout(), dInput)
                    .with(DNNL_ARG_DIFF_WEIGHTS_ITER, recurrentPacking.layout(), dRecurrent)
                    .with(DNNL_ARG_DIFF_BIAS, p.bias, dBias)
                    .with(DNNL_ARG_DIFF_DST_LAYER, p.y, gradient)
                    .with(DNNL_ARG_DIFF_DST_ITER, p.state, gradientState(2));
            if (spec.cell().hasCellState()) {
                call.with(DNNL_ARG_DIFF_SRC_ITER_C, p.state, gradientState(1))
                        .with(DNNL_ARG_DIFF_DST_ITER_C, p.state, gradientState(3));
            }
            INDArray dPeephole = out.weights().peephole();
            if (p.peephole != null && dPeephole != null) {
                FloatPointer into = NativeFloats.of(dPeephole);
                NativeFloats.clear(into, spec.peepholeSize());
                call.with(DNNL_ARG_DIFF_WEIGHTS_PEEPHOLE, p.peephole, into);
            }
            call.execute(pass.primitive());
            unpack(
                    call,
                    inputPacking,
                    dInput,
                    p.input,
                    held ? heldCells.weightGradient() : at(out.weights().input()));
            unpack(
                    call,
                    recurrentPacking,
                    dRecurrent,
                    p.recurrent,
                    at(out.weights().recurrent()));
        }
        if (held) {
            heldCells.copyGradients(dx, out);
        }
        initialGradient(dFinal, out.initial());
    }

    private static FloatPointer at(INDArray array) {
        return NativeFloats.of(array);
    }

    private static void unpack(
            OneDnnCall call, OneDnnPrimitives.Packing packing, FloatPointer from, memory.desc plain, FloatPointer to) {
        call.reorder(packing.move(), packing.layout(), from, plain, to);
    }

    /** dy, with nothing at padded steps and the gradient of each final h at its example's last step. */
    private FloatPointer withFinalGradient(INDArray dy, @Nullable CellState dFinal) {
        if (dFinal != null && dFinal.c() != null) {
            NativeFloats.copy(NativeFloats.of(dFinal.c()), gradientState(3), stateLength());
        }
        if (lengths == null) {
            if (dFinal != null) {
                NativeFloats.copy(NativeFloats.of(dFinal.h()), gradientState(2), stateLength());
            }
            return NativeFloats.of(dy);
        }
        FloatPointer all = outputGradient.atLeast(dy.length());
        NativeFloats.copy(NativeFloats.of(dy), all, dy.length());
        clearPadding(all, lengths);
        if (dFinal != null) {
            FloatPointer h = NativeFloats.of(dFinal.h());
            for (int b = 0; b < batch; b++) {
                if (lengths[b] > 0) {
                    NativeFloats.add(row(h, b), row(all, (long) (lengths[b] - 1) * batch + b), hiddenSize);
                }
            }
        }
        return all;
    }

    /** The gradient of the initial state; that of an example of no steps is the one of its final state. */
    private void initialGradient(@Nullable CellState dFinal, @Nullable CellState into) {
        if (into == null) {
            return;
        }
        FloatPointer h = NativeFloats.of(into.h());
        NativeFloats.copy(gradientState(0), h, stateLength());
        if (into.c() != null) {
            NativeFloats.copy(gradientState(1), NativeFloats.of(into.c()), stateLength());
        }
        if (lengths != null && dFinal != null) {
            for (int b = 0; b < batch; b++) {
                if (lengths[b] == 0) {
                    NativeFloats.add(row(NativeFloats.of(dFinal.h()), b), row(h, b), hiddenSize);
                }
            }
        }
    }

    private void finalHidden(FloatPointer outputs, FloatPointer into) {
        if (lengths == null) {
            NativeFloats.copy(state(2), into, stateLength());
            return;
        }
        for (int b = 0; b < batch; b++) {
            FloatPointer from = lengths[b] == 0 ? row(state(0), b) : row(outputs, (long) (lengths[b] - 1) * batch + b);
            NativeFloats.copy(from, row(into, b), hiddenSize);
        }
    }

    /** Sets the rows of [T, B, H] at padded steps to 0, neighbouring ones at once. */
    private void clearPadding(FloatPointer sequence, int[] lengths) {
        for (int t = 0; t < time; t++) {
            for (int b = 0; b < batch; b++) {
                int first = b;
                while (b < batch && t >= lengths[b]) {
                    b++;
                }
                if (b > first) {
                    NativeFloats.clear(row(sequence, (long) t * batch + first), (long) (b - first) * hiddenSize);
                }
            }
        }
    }

    private FloatPointer row(FloatPointer rows, long index) {
        return NativeFloats.at(rows, index * hiddenSize);
    }

    private long stateLength() {
        return (long) batch * hiddenSize;
    }

    private FloatPointer state(int index) {
        return NativeFloats.at(states.atLeast(4 * stateLength()), index * stateLength());
    }

    private FloatPointer gradientState(int index) {
        return NativeFloats.at(gradientStates.atLeast(4 * stateLength()), index * stateLength());
    }

    /** Whether this tape still needs these primitives. */
    boolean uses(OneDnnPrimitives p) {
        return p == primitives;
    }

    /** T of this pass. */
    int time() {
        return time;
    }

    /** B of this pass. */
    int batch() {
        return batch;
    }

    /**
     * An array that the backward pass reads again. One in a workspace is copied, into memory that is kept: the workspace may be closed by then, and Deeplearning4j's
     * layers may change an activation in place.
     */
    private static final class Kept {
        private final NativeFloats copy = new NativeFloats();
        private @Nullable INDArray array;
        private @Nullable FloatPointer pointer;

        void hold(INDArray values, boolean mustLast) {
            array = values;
            pointer = NativeFloats.of(values);
            if (mustLast && values.isAttached()) {
                FloatPointer to = copy.atLeast(values.length());
                NativeFloats.copy(pointer, to, values.length());
                pointer = to;
                array = null;
            }
        }

        FloatPointer pointer() {
            return Objects.requireNonNull(pointer);
        }

        void release() {
            array = null;
            pointer = null;
        }
    }
}
