package org.seq4j.models.attention;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.HostArrays;

/**
 * From queries to contexts and back, for one batch at a time: scores, masked softmax, weighted sum.
 *
 * <p>With scores e of one step, {@code a = softmax(e)} over the real positions and {@code c = sum_i d_i a_i m_i}, where d are the factors of dropout. With
 * coverage (See, Liu, Manning 2017, equations 10 to 13) the score of position i also takes {@code cov_i wc}, inside the tanh where there is one, with
 * {@code cov_t = sum of a_t' over t' < t}; its loss at step t is {@code sum_i min(a_i, cov_i)}. The weight of padding is exactly 0, and a source without a real position has
 * weights and context 0.
 *
 * <p>An object keeps its buffers from batch to batch and serves one thread. The order of calls is start, forward with rising steps, then for training
 * startBackward, backward with falling steps, finish.
 */
interface AttentionMechanism {
    /** The quickest implementation for a data type and the device of ND4J. */
    static AttentionMechanism create(AttentionSpec spec, DataType type) {
        return type == DataType.FLOAT && HostArrays.isOnHost()
                ? new HostMechanism(spec)
                : new PortableMechanism(spec, type);
    }

    /** Throws {@link IllegalArgumentException} unless an array is a memory {@code [S, B, M]}. */
    static void checkMemory(AttentionSpec spec, INDArray memory) {
        if (memory.rank() != 3 || memory.size(2) != spec.memorySize()) {
            throw new IllegalArgumentException("an attention over a memory of size " + spec.memorySize()
                    + " found one of shape " + Arrays.toString(memory.shape()) + " [source, batch, memory]");
        }
    }

    /**
     * Takes up a batch and projects its keys.
     *
     * @param weights the parameters, which must not change until {@link #finish}
     * @param memory {@code [S, B, M]}, 'c' order; it is kept, not copied, and must live until {@link #finish}
     * @param mask row-major {@code [B, S]}, 1 = real, of any form; null: all real
     * @param steps T
     * @param dropout factors of the weights {@code [T, B, S]}, 'c' order; null: none
     * @param training whether a backward pass may follow
     * @throws IllegalArgumentException if the memory does not fit
     */
    void start(
            AttentionWeights weights,
            INDArray memory,
            float @Nullable [] mask,
            int steps,
            @Nullable INDArray dropout,
            boolean training);

    /**
     * Attends in steps {@code from..to-1}.
     *
     * @param queries {@code [(to - from) * B, H]}, a step's rows after those of the step before, 'c' order
     * @param contexts {@code [(to - from) * B, M]}, 'c' order, is written
     */
    void forward(int from, int to, INDArray queries, INDArray contexts);

    /** The weights before dropout, {@code [T, B, S]} 'c' order, valid for the steps that were attended; it belongs to the mechanism and lasts until the next start. */
    INDArray weights();

    /**
     * The sum over tokens and positions of min(a, cov); 0 without coverage.
     *
     * @param targetMask time-major {@code [T * B]}, 1 = real: the tokens that count; null: all
     */
    double coverageLoss(float @Nullable [] targetMask);

    /**
     * Prepares the backward pass.
     *
     * @param coverageScale the factor of each token's coverage loss in the loss whose gradient is wanted; without coverage there is none
     * @param targetMask time-major {@code [T * B]}, 1 = real: the tokens whose coverage loss counts; null: all
     */
    void startBackward(double coverageScale, float @Nullable [] targetMask);

    /**
     * Goes back over steps {@code from..to-1}.
     *
     * @param queries those of the forward pass
     * @param dContexts {@code [(to - from) * B, M]}
     * @param dWeights the gradient of the weights from elsewhere, {@code [(to - from) * B, S]}; null: none
     * @param dQueries {@code [(to - from) * B, H]}, is overwritten
     */
    void backward(
            int from, int to, INDArray queries, INDArray dContexts, @Nullable INDArray dWeights, INDArray dQueries);

    /**
     * Ends the backward pass.
     *
     * @param gradients of its arrays query, key, score and coverage are overwritten
     * @param dMemory {@code [S, B, M]}, 'c' order, is overwritten
     */
    void finish(AttentionWeights gradients, INDArray dMemory);
}
