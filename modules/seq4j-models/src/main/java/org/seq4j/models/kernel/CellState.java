package org.seq4j.models.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The state of a cell between two steps, or its gradient.
 *
 * @param h [B, H], contiguous in 'c' order
 * @param c [B, H], contiguous in 'c' order; null for cells without a cell state
 */
public record CellState(INDArray h, @Nullable INDArray c) {}
