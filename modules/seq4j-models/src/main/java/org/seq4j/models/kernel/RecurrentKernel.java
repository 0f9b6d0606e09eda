package org.seq4j.models.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One recurrent cell over a right-padded, time-major batch of sequences. A kernel keeps buffers between calls and is for
 * one thread at a time.
 */
public interface RecurrentKernel {
    /** "portable" or "onednn". */
    String name();

    /** What this kernel computes. */
    CellSpec spec();

    /**
     * Runs the cell from the first step to the last. Outputs at steps {@code t >= lengths[b]} are 0; the final state of an
     * example is the state after its step {@code lengths[b]-1}, and its initial state where the length is 0.
     *
     * @param w the parameters
     * @param x [T, B, I], contiguous in 'c' order
     * @param lengths [B], each in 0..T; null: all are T
     * @param initial state before the first step; null: zeros
     * @param recurrentDropout [B, H], multiplies {@code h'} before the recurrent product at every step, one mask for the
     *     whole sequence, already scaled by 1/keep (Gal and Ghahramani 2016); null: none
     * @param y [T, B, H], contiguous in 'c' order, is written
     * @param finalState is written; null: not wanted
     * @param training whether a backward pass follows
     * @return what {@link #backward} needs; {@link Tape#EMPTY} without training
     * @throws IllegalArgumentException if an array's shape, order or type does not fit
     */
    Tape forward(
            CellWeights w,
            INDArray x,
            int @Nullable [] lengths,
            @Nullable CellState initial,
            @Nullable INDArray recurrentDropout,
            INDArray y,
            @Nullable CellState finalState,
            boolean training);

    /**
     * Backpropagation through time.
     *
     * @param w the parameters of the forward pass
     * @param tape what the forward pass returned; x and y of that pass must still hold their values
     * @param dy [T, B, H], contiguous in 'c' order, gradient of y; is not modified; entries at padded steps are ignored
     * @param dFinal gradient of the final state; null: zero; so is a null c
     * @param out every array of it is overwritten
     * @throws IllegalArgumentException if the tape is not of this kernel's last training pass, or an array does not fit
     */
    void backward(CellWeights w, Tape tape, INDArray dy, @Nullable CellState dFinal, CellGradients out);

    /** An immutable snapshot of the parameters for generation, safe for several threads. */
    Stepper stepper(CellWeights w);
}
