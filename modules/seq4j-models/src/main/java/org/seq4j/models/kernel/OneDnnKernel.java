package org.seq4j.models.kernel;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The cells through oneDNN's fused primitives: float, on the CPU, without layer normalisation and recurrent dropout. Reads
 * and writes ND4J's memory in place. oneDNN knows no lengths: right padding needs none, as outputs beyond the length are
 * set to 0 and no gradient enters there. See {@link OneDnnSequence}.
 */
final class OneDnnKernel implements RecurrentKernel {
    private static final int CACHED_SHAPES = 64;

    private final CellSpec spec;
    private final ArrayChecks checks;
    private final OneDnnSequence trainingPass;
    private final OneDnnSequence inferencePass;
    private final Map<OneDnnPrimitives.Key, OneDnnPrimitives> primitives = new LinkedHashMap<>(16, 0.75f, true);

    OneDnnKernel(CellSpec spec) {
        this.spec = spec;
        checks = new ArrayChecks(spec, DataType.FLOAT);
        trainingPass = new OneDnnSequence(spec);
        inferencePass = new OneDnnSequence(spec);
    }

    /** Why these options have no primitive, as the end of a sentence; null if they have. */
    static @Nullable String unsupported(CellSpec spec, DataType type, boolean recurrentDropout) {
        if (type != DataType.FLOAT) {
            return "oneDNN computes recurrent cells in FLOAT, not in " + type;
        }
        if (spec.cell() instanceof CustomCell) {
            return "oneDNN has no primitive for the cell " + spec.cell();
        }
        if (spec.layerNorm()) {
            return "oneDNN has no layer-normalised recurrent cells";
        }
        if (spec.cell() == CellType.GRU && spec.inputSize() > spec.projectedSize()) {
            return "oneDNN 3.11 writes beyond its scratchpad in the backward pass of a GRU that reads more features ("
                    + spec.inputSize() + ") than it has gate values (" + spec.projectedSize() + ")";
        }
        return recurrentDropout ? "oneDNN has no recurrent dropout" : null;
    }

    @Override
    public String name() {
        return "onednn";
    }

    @Override
    public CellSpec spec() {
        return spec;
    }

    @Override
    public Tape forward(
            CellWeights w,
            INDArray x,
            int @Nullable [] lengths,
            @Nullable CellState initial,
            @Nullable INDArray recurrentDropout,
            INDArray y,
            @Nullable CellState finalState,
            boolean training) {
        checks.weights(w);
        checks.forward(x, lengths, initial, recurrentDropout, y, finalState);
        if (recurrentDropout != null) {
            throw new IllegalArgumentException("This kernel was created without recurrent dropout, but there is a mask:"
                    + " create it with recurrentDropout = true.");
        }
        long time = x.size(0);
        int[] ragged = lengths == null || Arrays.stream(lengths).allMatch(length -> length == time) ? null : lengths;
        boolean held = ragged != null && finalState != null && spec.cell().hasCellState();
        OneDnnPrimitives p = primitives(x, held, training);
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            OneDnnSequence pass = training ? trainingPass : inferencePass;
            pass.forward(p, w, x, ragged, held, initial, y, finalState, training);
        }
        Reference.reachabilityFence(w);
        Reference.reachabilityFence(initial);
        Reference.reachabilityFence(finalState);
        return training ? trainingPass : Tape.EMPTY;
    }

    private OneDnnPrimitives primitives(INDArray x, boolean held, boolean training) {
        int inputSize = spec.inputSize() + (held ? 1 : 0);
        OneDnnPrimitives.Key key = new OneDnnPrimitives.Key((int) x.size(0), (int) x.size(1), inputSize, training);
        OneDnnPrimitives found = primitives.get(key);
        if (found == null) {
            found = new OneDnnPrimitives(spec, key);
            primitives.put(key, found);
            evict();
        }
        return found;
    }

    /** Frees the shape used longest ago, but never the one whose tape awaits its backward pass. */
    private void evict() {
        if (primitives.size() <= CACHED_SHAPES) {
            return;
        }
        for (var entries = primitives.values().iterator(); entries.hasNext(); ) {
            OneDnnPrimitives oldest = entries.next();
            if (!trainingPass.uses(oldest)) {
                entries.remove();
                oldest.close();
                return;
            }
        }
    }

    @Override
    public void backward(CellWeights w, Tape tape, INDArray dy, @Nullable CellState dFinal, CellGradients out) {
        if (tape != trainingPass) {
            throw new IllegalArgumentException("This tape is not of a training pass of this kernel: call forward with"
                    + " training = true and hand its tape to the same kernel's backward.");
        }
        checks.weights(w);
        checks.weights(out.weights());
        checks.backward(trainingPass.time(), trainingPass.batch(), dy, dFinal, out);
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            trainingPass.backward(w, dy, dFinal, out);
        }
        Reference.reachabilityFence(w);
        Reference.reachabilityFence(dy);
        Reference.reachabilityFence(dFinal);
        Reference.reachabilityFence(out);
    }

    @Override
    public Stepper stepper(CellWeights w) {
        checks.weights(w);
        return CellStepper.of(spec, w);
    }
}
