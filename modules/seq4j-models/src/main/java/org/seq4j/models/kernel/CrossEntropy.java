package org.seq4j.models.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax and cross-entropy of rows of scores against integer labels, in place: scores {@code z [n, V]} become the gradient {@code p - q}, where p is the softmax and q the
 * target, 1 at the label; smoothed with ε, {@code q = (1 - ε) [label] + ε / V} (Szegedy et al. 2016, section 7).
 *
 * <p>Sums over the rows gather here; one instance serves one pass over a batch, in one thread.
 */
public interface CrossEntropy {
    /**
     * Adds rows to the sums.
     *
     * @param scores [n, V], contiguous in 'c' order, without their bias; replaced by the gradient if that is wanted, else left undefined
     * @param labels the labels; the rows' own start at {@code from}
     */
    void add(INDArray scores, int[] labels, int from, boolean gradient);

    /** Writes the gradient of the bias, the sum of those of the scores. */
    void biasGradient(INDArray into);

    /** What the rows added so far come to. */
    LossSums sums();
}
