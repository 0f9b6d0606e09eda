package org.seq4j.models.output;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Softmax and cross-entropy of rows of scores against integer labels, in place: scores {@code z [n, V]} become the gradient {@code p - q}, where p is the softmax
 * and q the target, 1 at the label; smoothed with ε, {@code q = (1 - ε) [label] + ε / V} (Szegedy et al. 2016, section 7).
 *
 * <p>Sums over the rows gather here; one instance serves one pass over a batch.
 */
final class SoftmaxCrossEntropy {
    private final double smoothing;
    private double loss;
    private double negativeLogLikelihood;
    private long correct;
    private long rows;

    SoftmaxCrossEntropy(double smoothing) {
        this.smoothing = smoothing;
    }

    /** The sum over rows of the smoothed loss, in nats. */
    double loss() {
        return loss;
    }

    /** The sums without smoothing. */
    TokenStatistics statistics() {
        return new TokenStatistics(negativeLogLikelihood, rows, correct);
    }

    /**
     * Adds rows to the sums.
     *
     * @param scores [n, V], contiguous in 'c' order; replaced by the gradient if that is wanted, else left undefined
     * @param bias [V], added to each row of scores
     * @param labels the labels; the rows' own start at {@code from}
     */
    void add(INDArray scores, INDArray bias, int[] labels, int from, boolean gradient) {
        int n = (int) scores.size(0);
        int vocabulary = (int) scores.size(1);
        if (scores.dataType() == DataType.DOUBLE) {
            double[] z = scores.data().asDouble();
            addDouble(z, n, vocabulary, bias.toDoubleVector(), labels, from);
            if (gradient) {
                scores.assign(Nd4j.createFromArray(z).reshape('c', n, vocabulary));
            }
        } else {
            float[] z = scores.castTo(DataType.FLOAT).data().asFloat();
            addFloat(z, n, vocabulary, bias.castTo(DataType.FLOAT).toFloatVector(), labels, from, gradient);
            if (gradient) {
                scores.assign(Nd4j.createFromArray(z).reshape('c', n, vocabulary));
            }
        }
        rows += n;
    }

    private void addFloat(float[] z, int n, int vocabulary, float[] bias, int[] labels, int from, boolean gradient) {
        float uniform = (float) (smoothing / vocabulary);
        for (int i = 0; i < n; i++) {
            int start = i * vocabulary;
            for (int v = 0; v < vocabulary; v++) {
                z[start + v] += bias[v];
            }
            int best = 0;
            float max = z[start];
            for (int v = 1; v < vocabulary; v++) {
                if (z[start + v] > max) {
                    max = z[start + v];
                    best = v;
                }
            }
            int label = labels[from + i];
            double shifted = z[start + label] - max;
            double meanShifted = 0;
            if (smoothing > 0) {
                for (int v = 0; v < vocabulary; v++) {
                    meanShifted += z[start + v] - max;
                }
                meanShifted /= vocabulary;
            }
            double sum = FastExp.shifted(z, start, vocabulary, max);
            count(label == best, Math.log(sum), shifted, meanShifted);
            if (gradient) {
                float scale = (float) (1 / sum);
                for (int v = 0; v < vocabulary; v++) {
                    z[start + v] = z[start + v] * scale - uniform;
                }
                z[start + label] -= (float) (1 - smoothing);
            }
        }
    }

    private void addDouble(double[] z, int n, int vocabulary, double[] bias, int[] labels, int from) {
        for (int i = 0; i < n; i++) {
            int start = i * vocabulary;
            int best = 0;
            for (int v = 0; v < vocabulary; v++) {
                z[start + v] += bias[v];
                best = z[start + v] > z[start + best] ? v : best;
            }
            double max = z[start + best];
            int label = labels[from + i];
            double shifted = z[start + label] - max;
            double sum = 0;
            double meanShifted = 0;
            for (int v = 0; v < vocabulary; v++) {
                meanShifted += (z[start + v] - max) / vocabulary;
                z[start + v] = Math.exp(z[start + v] - max);
                sum += z[start + v];
            }
            count(label == best, Math.log(sum), shifted, meanShifted);
            for (int v = 0; v < vocabulary; v++) {
                z[start + v] = z[start + v] / sum - smoothing / vocabulary;
            }
            z[start + label] -= 1 - smoothing;
        }
    }

    private void count(boolean right, double logSum, double shifted, double meanShifted) {
        correct += right ? 1 : 0;
        negativeLogLikelihood += logSum - shifted;
        loss += logSum - (1 - smoothing) * shifted - (smoothing > 0 ? smoothing * meanShifted : 0);
    }

    /** The softmax of scores with bias, in place: {@code [n, V]}. */
    static void softmax(INDArray scores, INDArray bias) {
        scores.addiRowVector(bias);
        scores.subiColumnVector(scores.max(true, 1));
        Transforms.exp(scores, false);
        scores.diviColumnVector(scores.sum(true, 1));
    }
}
