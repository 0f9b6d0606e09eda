package org.seq4j.models.kernel;

/** What layers and kernels ask of a recurrent cell, be it a {@link CellType} of this library or a {@link CustomCell} of your own. */
public sealed interface Cell permits CellType, CustomCell {
    /** Number G of blocks in each weight matrix. */
    int gates();

    /** Number of blocks of H biases. */
    int biasBlocks();

    /** Number of blocks of H peephole weights; 0 for cells without. */
    int peepholeBlocks();

    /** Whether the state is (h, c) and not h alone. */
    boolean hasCellState();
}
