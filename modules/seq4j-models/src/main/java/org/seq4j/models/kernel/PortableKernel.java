package org.seq4j.models.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The reference implementation: ND4J operations, for every floating-point type, device, cell and option. Forward passes
 * that are no training have buffers of their own and leave the tape of the last training pass alone.
 */
final class PortableKernel implements RecurrentKernel {
    private final CellSpec spec;
    private final PortableSequence trainingPass;
    private final PortableSequence inferencePass;
    private final ArrayChecks checks;

    PortableKernel(CellSpec spec, DataType type) {
        this.spec = spec;
        checks = new ArrayChecks(spec, type);
        trainingPass = new PortableSequence(spec, spec.inputSize(), type, PortableCell.of(spec, type));
        inferencePass = new PortableSequence(spec, spec.inputSize(), type, PortableCell.of(spec, type));
    }

    /** One whose training passes can be looked at. */
    PortableKernel(CellSpec spec, DataType type, StepGradients observer) {
        this(spec, type);
        trainingPass.observe(observer);
    }

    @Override
    public String name() {
        return "portable";
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
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            PortableSequence pass = training ? trainingPass : inferencePass;
            INDArray kept = training ? ArrayChecks.detached(x) : x;
            INDArray keptDropout = recurrentDropout == null ? null : ArrayChecks.detached(recurrentDropout);
            pass.forward(w, kept, lengths, initial, keptDropout, y, finalState);
            return training ? trainingPass : Tape.EMPTY;
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
    }

    @Override
    public Stepper stepper(CellWeights w) {
        checks.weights(w);
        return CellStepper.of(spec, w);
    }
}
