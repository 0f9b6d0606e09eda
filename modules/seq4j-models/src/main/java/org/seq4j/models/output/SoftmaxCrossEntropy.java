package org.seq4j.models.output;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.seq4j.models.kernel.CrossEntropy;
import org.seq4j.models.kernel.OneDnnCrossEntropy;

/**
 * The {@link CrossEntropy} of an output layer's pass over a batch, by the arithmetic that suits its scores. Where the model copies, the softmax is only a part of the
 * probability ({@link CopyMixture}), and its gradient the part that falls to it.
 */
final class SoftmaxCrossEntropy {
    private final double smoothing;
    private final INDArray bias;
    private @Nullable CopyShare copying;
    private @Nullable CrossEntropy arithmetic; // from the first rows on
    private long rows;

    /**
     * Starts with sums of zero.
     *
     * @param bias [V], added to each row of scores
     */
    SoftmaxCrossEntropy(double smoothing, INDArray bias) {
        this.smoothing = smoothing;
        this.bias = bias;
    }

    /** Makes the softmax a part of a mixture; the tokens are those whose scores will be added. */
    SoftmaxCrossEntropy with(CopyMixture mixture, RealTokens tokens) {
        copying = new CopyShare(mixture, tokens.rows());
        return this;
    }

    /** The sum over rows of the smoothed loss, in nats. */
    double loss() {
        return arithmetic == null ? 0 : arithmetic.sums().loss();
    }

    /** The sums without smoothing. */
    TokenStatistics statistics() {
        return arithmetic == null
                ? new TokenStatistics(0, 0, 0)
                : new TokenStatistics(
                        arithmetic.sums().negativeLogLikelihood(),
                        rows,
                        arithmetic.sums().correct());
    }

    /** {@link CrossEntropy#add}. */
    void add(INDArray scores, int[] labels, int from, boolean gradient) {
        if (arithmetic == null) {
            arithmetic = suited(scores.dataType());
        }
        arithmetic.add(scores, labels, from, gradient);
        rows += scores.size(0);
    }

    private CrossEntropy suited(DataType type) {
        if (bias.dataType() == DataType.DOUBLE) {
            return new DoubleCrossEntropy(bias, smoothing, copying);
        }
        return copying == null && OneDnnCrossEntropy.serves(type, bias.length())
                ? new OneDnnCrossEntropy(bias, smoothing)
                : new FloatCrossEntropy(bias, smoothing, copying);
    }

    /** After the last row: the gradient of the bias [V], which is the sum of those of the scores, and those of the mixture, all times a factor. */
    void finishGradients(INDArray into, double scale) {
        if (arithmetic == null) {
            into.assign(0);
        } else {
            arithmetic.biasGradient(into);
            into.muli(scale);
        }
        if (copying != null) {
            copying.mixture().writeGradients(scale);
        }
    }

    /** The softmax of scores with bias, in place: {@code [n, V]}. */
    static void softmax(INDArray scores, INDArray bias) {
        scores.addiRowVector(bias);
        scores.subiColumnVector(scores.max(true, 1));
        Transforms.exp(scores, false);
        scores.diviColumnVector(scores.sum(true, 1));
    }
}
