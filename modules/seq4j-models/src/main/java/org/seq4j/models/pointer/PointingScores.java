package org.seq4j.models.pointer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.HostArrays;

/**
 * From queries to the scores of {@link Pointing} and back, for one batch at a time. An object keeps its buffers from batch to batch and serves one thread; a backward
 * pass follows its forward pass.
 */
interface PointingScores {
    /** The quickest implementation for a data type and the device of ND4J. */
    static PointingScores create(DataType type) {
        return type == DataType.FLOAT && HostArrays.isOnHost() ? new HostPointing() : new PortablePointing(type);
    }

    /**
     * One batch.
     *
     * @param weights the parameters, which must not change until the backward pass
     * @param queries {@code [T, B, H]}, 'c' order; kept
     * @param memory {@code [S, B, M]}, 'c' order; kept
     * @param masks which rows of both are real
     * @param scores {@code [T, B, S + 1]}, 'c' order, is overwritten
     */
    void forward(PointingWeights weights, INDArray queries, INDArray memory, Masks masks, INDArray scores);

    /**
     * The gradients.
     *
     * @param dScores {@code [T, B, S + 1]}, 'c' order; what it holds at masked elements and target steps does not matter
     * @param gradients are overwritten
     * @param dQueries {@code [T, B, H]}, 'c' order, is overwritten
     * @param dMemory {@code [S, B, M]}, 'c' order, is overwritten
     */
    void backward(INDArray dScores, PointingWeights gradients, INDArray dQueries, INDArray dMemory);

    /**
     * Which rows are real, 1 = real; null: all.
     *
     * @param queries row-major {@code [B, T]}
     * @param memory row-major {@code [B, S]}
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared never
    record Masks(float @Nullable [] queries, float @Nullable [] memory) {}
}
