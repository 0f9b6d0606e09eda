package org.seq4j.models.attention;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.HostRow;
import org.seq4j.models.kernel.HostTable;

/** One form of score in floats on the host, row by row: a row of keys is a position of an example, a row of queries a step of an example. */
abstract class HostScore {
    /** The form that a specification asks for. */
    static HostScore of(AttentionSpec spec) {
        return spec.score().isAdditive() ? new HostAdditiveScore(spec) : new HostProductScore(spec);
    }

    /**
     * Takes up a batch.
     *
     * @param memory {@code [S * B, M]}
     * @param memoryRows the same on the heap
     * @param queryRows T * B
     */
    abstract void start(AttentionWeights weights, INDArray memory, HostTable memoryRows, int queryRows);

    /**
     * Takes over projected queries.
     *
     * @param projected {@code [n, K]}
     * @param at the number of the first row
     */
    abstract void queries(INDArray projected, int at);

    /** The score of one key for one query, {@code covered} being the attention that the position has had. */
    abstract float score(int query, int key, float covered);

    /**
     * Starts a backward pass.
     *
     * @param dMemoryRows the gradient of the memory, {@code [S * B, M]}, which {@link #backward} may add to
     */
    abstract void startBackward(HostTable dMemoryRows);

    /**
     * The gradients of one score.
     *
     * @param d its own gradient
     * @param dQuery of the projected query {@code [K]}, is added to
     * @return that of {@code covered}
     */
    abstract float backward(int query, int key, float covered, float d, HostRow dQuery);

    /**
     * Ends a backward pass.
     *
     * @param gradients of its arrays key, score and coverage are overwritten
     * @param memory {@code [S * B, M]}
     * @param dMemory {@code [S * B, M]}, is added to
     */
    abstract void finish(AttentionWeights weights, AttentionWeights gradients, INDArray memory, INDArray dMemory);

    /** A vector of parameters on the heap; of width 0 where there is none. */
    static HostRow row(@Nullable INDArray vector) {
        return HostRow.of(vector == null ? new float[0] : vector.toFloatVector());
    }
}
