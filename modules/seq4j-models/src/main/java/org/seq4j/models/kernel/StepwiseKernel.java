package org.seq4j.models.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A recurrent cell over a right-padded, time-major batch whose caller comes between the steps, so that a part of a step's
 * input may depend on what came out of the step before (input feeding). The features of the input that are known
 * beforehand, the first K of I, take one product over all steps.
 *
 * <p>A training pass is {@link #start}, {@link #step} for t = 0..T-1, {@link #startBackward}, {@link #stepBack} for t =
 * T-1..0, {@link #finishBackward}. Buffers are kept between passes: for one thread at a time. Arrays that it returns are
 * views of them and hold until the next pass.
 */
public final class StepwiseKernel {
    private final PortableSequence sequence;
    private final int known;
    private final int inputSize;

    /**
     * Makes a kernel.
     *
     * @param spec the cell and its sizes
     * @param known K, from 0 to I
     * @param type data type of all arrays
     * @throws IllegalArgumentException if K is out of range
     */
    public StepwiseKernel(CellSpec spec, int known, DataType type) {
        if (known < 0 || known > spec.inputSize()) {
            throw new IllegalArgumentException("Of " + spec.inputSize() + " input features 0 to " + spec.inputSize()
                    + " can be known before the first step, but " + known + " were said to be.");
        }
        this.known = known;
        inputSize = spec.inputSize();
        sequence = new PortableSequence(spec, known, type, PortableCell.stepwise(spec, type));
    }

    /**
     * Starts a pass.
     *
     * @param w the parameters
     * @param x [T, B, K], contiguous in 'c' order, not in a workspace that closes before the backward pass; null where K is 0
     * @param time T
     * @param batch B
     * @param lengths [B], each in 0..T; null: all are T
     * @param initial state before the first step; null: zeros
     * @param recurrentDropout [B, H], as in {@link RecurrentKernel#forward}; null: none
     */
    public void start(
            CellWeights w,
            @Nullable INDArray x,
            int time,
            int batch,
            int @Nullable [] lengths,
            @Nullable CellState initial,
            @Nullable INDArray recurrentDropout) {
        if ((x == null) != (known == 0)) {
            throw new IllegalArgumentException(
                    "Expected " + known + " known input features, found " + (x == null ? "none" : x.size(2)) + ".");
        }
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            sequence.start(w, x, time, batch, lengths, initial, recurrentDropout);
        }
    }

    /**
     * One step.
     *
     * @param t the step
     * @param fed [B, I-K], is copied; null where K is I
     * @return h after the step, [B, H], 0 in rows that are padding
     */
    public INDArray step(int t, @Nullable INDArray fed) {
        if ((fed == null) != (known == inputSize)) {
            throw new IllegalArgumentException("Expected " + (inputSize - known) + " fed input features, found "
                    + (fed == null ? "none" : fed.size(1)) + ".");
        }
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            if (fed != null) {
                sequence.feed(t, fed);
            }
            sequence.step(t);
            return sequence.hidden(t);
        }
    }

    /** h after step t, [B, H]. */
    public INDArray hidden(int t) {
        return sequence.hidden(t); // the view has been made by step
    }

    /** h after all steps, [T*B, H]. */
    public INDArray hiddenRows() {
        return sequence.hiddenRows();
    }

    /** Before the first step back. */
    public void startBackward(CellWeights w) {
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            sequence.startBackward(w);
        }
    }

    /**
     * One step back.
     *
     * @param t the step
     * @param dHidden gradient of the h that {@link #step} returned, [B, H]; counts in real rows only
     * @return the gradient of what was fed at this step, [B, I-K], until the next call; null where K is I
     */
    public @Nullable INDArray stepBack(int t, INDArray dHidden) {
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            sequence.stepBack(t, dHidden);
            return known == inputSize ? null : sequence.fedGradient(t);
        }
    }

    /**
     * After the last step back.
     *
     * @param gradients of the parameters, overwritten
     * @param dx [T, B, K], 'c' order, overwritten; null where K is 0
     * @param dInitial overwritten; null: not wanted
     */
    public void finishBackward(CellWeights gradients, @Nullable INDArray dx, @Nullable CellState dInitial) {
        try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            sequence.finishBackward(gradients, dx, dInitial);
        }
    }
}
