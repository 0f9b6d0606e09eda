package org.seq4j.experiments.config;

/** A recurrent cell. */
public enum Cell {
    /** Elman network with tanh. */
    RNN,
    /** Elman network with max(0, x). */
    RNN_RELU,
    /** Long short-term memory. */
    LSTM,
    /** LSTM whose gates see the cell state. */
    PEEPHOLE_LSTM,
    /** Gated recurrent unit, reset gate before the product. */
    GRU,
    /** Gated recurrent unit, reset gate after the product. */
    GRU_RESET_AFTER
}
