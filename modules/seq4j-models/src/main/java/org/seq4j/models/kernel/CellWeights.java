package org.seq4j.models.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of one cell, or their gradients. All arrays are contiguous in 'c' order and may be views into a flat
 * parameter array.
 *
 * @param input W, [I, G*H]
 * @param recurrent U, [H, G*H]
 * @param bias [biasBlocks*H]
 * @param peephole [3*H], null for cells without
 * @param layerNorm [layerNormSize], null without layer normalisation; see {@link CellSpec#layerNormSize()}
 */
public record CellWeights(
        INDArray input,
        INDArray recurrent,
        INDArray bias,
        @Nullable INDArray peephole,
        @Nullable INDArray layerNorm) {}
