package org.seq4j.models.kernel;

/**
 * What a kernel computes: the cell, its sizes, and whether it is layer normalised.
 *
 * <p>Layer normalisation (Ba, Kiros, Hinton 2016, section 3 and its supplement) acts per gate: with {@code N(a) = (a -
 * mean(a)) / sqrt(variance(a) + 1e-5)} over the H units of one gate, {@code W x} becomes {@code gain*N(W x)} and {@code U
 * h'} becomes {@code gain*N(U h')}; the shift is the bias of the cell. Cells with a cell state put out {@code h =
 * o*tanh(gain*N(c) + shift)}.
 *
 * @param cell the cell
 * @param inputSize I, at least 1
 * @param hiddenSize H, at least 1
 * @param layerNorm whether the gates (and the cell state, as h sees it) are normalised; not for a {@link CustomCell}
 */
public record CellSpec(Cell cell, int inputSize, int hiddenSize, boolean layerNorm) {
    /** Checks the values. */
    public CellSpec {
        if (inputSize < 1 || hiddenSize < 1) {
            throw new IllegalArgumentException(
                    "A recurrent cell needs an input size and a hidden size of at least 1, but" + " they are "
                            + inputSize + " and " + hiddenSize + ".");
        }
        if (cell.gates() < 1) {
            throw new IllegalArgumentException(
                    "A recurrent cell needs at least 1 gate, but " + cell + " has " + cell.gates() + ".");
        }
        if (layerNorm && cell instanceof CustomCell) {
            throw new IllegalArgumentException("The cell " + cell + " is one of your own, and there is no layer"
                    + " normalisation for it: leave layer normalisation off.");
        }
    }

    /** G*H: the width of both weight matrices. */
    public int projectedSize() {
        return cell.gates() * hiddenSize;
    }

    /** Number of biases. */
    public int biasSize() {
        return cell.biasBlocks() * hiddenSize;
    }

    /** Number of peephole weights; 0 without peepholes. */
    public int peepholeSize() {
        return cell.peepholeBlocks() * hiddenSize;
    }

    /**
     * Number of layer normalisation parameters, 0 without: gains of {@code W x} [G*H], gains of {@code U h'} [G*H] and, for
     * cells with a cell state, the gain [H] and the shift [H] of c, in this order.
     */
    public int layerNormSize() {
        if (!layerNorm) {
            return 0;
        }
        return 2 * projectedSize() + (cell.hasCellState() ? 2 * hiddenSize : 0);
    }

    /** Number of floats of one example's state: H, or 2H with a cell state. */
    public int stateSize() {
        return cell.hasCellState() ? 2 * hiddenSize : hiddenSize;
    }
}
