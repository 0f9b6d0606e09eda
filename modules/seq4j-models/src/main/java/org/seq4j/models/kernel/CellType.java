package org.seq4j.models.kernel;

/**
 * The recurrent cells. Below, {@code x} is the input of a step, {@code h'} and {@code c'} are the state before it,
 * {@code s} the logistic sigmoid, {@code *} the elementwise product. The blocks of weights and biases stand in the
 * order in which the gates are listed.
 */
public enum CellType implements Cell {
    /** {@code h = tanh(W x + U h' + b)} (Elman 1990). */
    RNN_TANH(1, 1, 0, false),
    /** {@code h = max(0, W x + U h' + b)} (Le, Jaitly, Hinton 2015). */
    RNN_RELU(1, 1, 0, false),
    /**
     * Gates i, f, g, o: {@code i, f, o = s(W x + U h' + b)}, {@code g = tanh(W x + U h' + b)}, {@code c = f*c' + i*g},
     * {@code h = o*tanh(c)} (Hochreiter and Schmidhuber 1997; Gers, Schmidhuber, Cummins 2000).
     */
    LSTM(4, 4, 0, true),
    /**
     * {@link #LSTM} whose input and forget gates also see {@code p*c'} and whose output gate also sees {@code p*c}; the
     * peepholes p stand in the order i, f, o (Gers, Schraudolph, Schmidhuber 2002).
     */
    PEEPHOLE_LSTM(4, 4, 3, true),
    /**
     * Gates u, r, n: {@code u, r = s(W x + U h' + b)}, {@code n = tanh(W x + U (r*h') + b)}, {@code h = u*h' + (1-u)*n}:
     * the reset gate acts before the product (Cho et al. 2014).
     */
    GRU(3, 3, 0, false),
    /**
     * {@link #GRU} with the reset gate after the product: {@code n = tanh(W x + b + r*(U h' + bb))}, as in cuDNN, PyTorch
     * and Keras' {@code reset_after}. The bias blocks are u, r, n and, fourth, the recurrent side's {@code bb}.
     */
    GRU_RESET_AFTER(3, 4, 0, false);

    private final int gates;
    private final int biasBlocks;
    private final int peepholeBlocks;
    private final boolean cellState;

    CellType(int gates, int biasBlocks, int peepholeBlocks, boolean cellState) {
        this.gates = gates;
        this.biasBlocks = biasBlocks;
        this.peepholeBlocks = peepholeBlocks;
        this.cellState = cellState;
    }

    @Override
    public int gates() {
        return gates;
    }

    @Override
    public int biasBlocks() {
        return biasBlocks;
    }

    @Override
    public int peepholeBlocks() {
        return peepholeBlocks;
    }

    @Override
    public boolean hasCellState() {
        return cellState;
    }
}
