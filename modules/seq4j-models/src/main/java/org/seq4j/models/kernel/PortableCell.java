package org.seq4j.models.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The gate arithmetic of one cell at one step, forward and backward. The loop over the steps, the input projection and
 * its gradients are {@link PortableSequence}'s; the products with the recurrent weights are {@link RecurrentProduct}s.
 */
abstract class PortableCell {
    /** The portable implementation of a cell: to add a cell, add its class and its line here. */
    static PortableCell of(CellSpec spec, DataType type) {
        if (spec.cell() instanceof CustomCell custom) {
            return new PortableCustom(custom, spec, type);
        }
        return switch ((CellType) spec.cell()) {
            case RNN_TANH -> new PortableRnn(spec, type, false);
            case RNN_RELU -> new PortableRnn(spec, type, true);
            case LSTM, PEEPHOLE_LSTM -> new PortableLstm(spec, type);
            case GRU -> new PortableGru(spec, type);
            case GRU_RESET_AFTER -> new PortableGruResetAfter(spec, type);
        };
    }

    /** The quickest implementation for a caller that comes between the steps. */
    static PortableCell stepwise(CellSpec spec, DataType type) {
        boolean onHost = spec.cell() == CellType.LSTM && !spec.layerNorm() && Kernels.oneDnnServes(type);
        return onHost ? new HostLstm(spec, type) : of(spec, type);
    }

    /** Makes room for [T, B]. */
    abstract void fit(int time, int batch);

    /** The parameters of the passes to come. */
    abstract void bind(CellWeights w);

    /**
     * One step: {@code s.gates(t)} holds {@code W x + b} and becomes what the backward pass needs of the gates; {@code
     * s.hidden(t)} (and {@code s.cell(t)}) are written.
     */
    abstract void forward(PortableSequence s, int t);

    /**
     * One step back: {@code s.dHidden()} holds the gradient of h and becomes that part of the gradient of {@code h'} which
     * does not pass through a recurrent product; the rest is added to {@code s.dOperand()}, which may be the same array.
     * {@code s.dGates(t)} is written: the gradient of {@code W x + b}. {@code s.dCell()} turns from the gradient of c into
     * that of {@code c'}.
     */
    abstract void backward(PortableSequence s, int t);

    /** After the last step back: the gradients of U and of everything but W, its gain and the first G bias blocks. */
    abstract void gradients(PortableSequence s, CellWeights out);
}
