package org.seq4j.experiments.training.optimizer;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One update rule over the flat parameter vector.
 *
 * <p>An optimiser keeps no clock: the number of the update and its learning rate come in with each call, and everything
 * else it remembers lies in {@link #state()}. Two optimisers with
 * equal state therefore make equal updates, which is what makes a resumed run exact.
 */
public interface Optimizer {
    /**
     * Applies one update in place.
     *
     * @param parameters [N], contiguous; changed
     * @param gradient [N], contiguous; used as working memory, its contents are undefined afterwards
     * @param learningRate the learning rate of this update, zero or more
     * @param update number of this update, counted from 1
     */
    void apply(INDArray parameters, INDArray gradient, double learningRate, long update);

    /**
     * What the optimiser remembers between updates: a live vector of {@code k * N} values, {@code k >= 0} (an empty
     * array where nothing is remembered). Assigning to it restores a saved
     * optimiser.
     */
    INDArray state();
}
