package org.seq4j.models.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where {@link RecurrentKernel#backward} writes; every array is overwritten.
 *
 * @param x gradient of the input, [T, B, I], contiguous in 'c' order; 0 at padded steps
 * @param weights gradients of the parameters
 * @param initial gradient of the initial state; null when it is not wanted
 */
public record CellGradients(
        INDArray x, CellWeights weights, @Nullable CellState initial) {}
