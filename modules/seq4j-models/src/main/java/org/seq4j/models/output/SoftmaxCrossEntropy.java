package org.seq4j.models.output;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.seq4j.models.kernel.FastExp;
import org.seq4j.models.node.HostArrays;

/**
 * Softmax and cross-entropy of rows of scores against integer labels, in place: scores {@code z [n, V]} become the gradient {@code p - q}, where p is the softmax
 * and q the target, 1 at the label; smoothed with ε, {@code q = (1 - ε) [label] + ε / V} (Szegedy et al. 2016, section 7).
 *
 * <p>Sums over the rows gather here; one instance serves one pass over a batch.
 */
final class SoftmaxCrossEntropy {
    private final double smoothing;
    private final int vocabulary;
    private final @Nullable Floats floats;
    private final @Nullable Doubles doubles;
    private double loss;
    private double negativeLogLikelihood;
    private long correct;
    private long rows;

    /**
     * Starts with sums of zero.
     *
     * @param bias [V], added to each row of scores
     */
    SoftmaxCrossEntropy(double smoothing, INDArray bias) {
        this.smoothing = smoothing;
        vocabulary = Math.toIntExact(bias.length());
        doubles = bias.dataType() == DataType.DOUBLE ? new Doubles(bias, vocabulary) : null;
        floats = doubles == null ? new Floats(bias, vocabulary) : null;
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
     * @param labels the labels; the rows' own start at {@code from}
     */
    void add(INDArray scores, int[] labels, int from, boolean gradient) {
        int n = (int) scores.size(0);
        if (doubles != null) {
            double[] z = doubles.atLeast(n * vocabulary);
            HostArrays.copy(scores, z);
            addDouble(z, n, doubles, labels, from);
            if (gradient) {
                HostArrays.copy(z, scores);
            }
        } else {
            float[] z = Objects.requireNonNull(floats).atLeast(n * vocabulary);
            HostArrays.copy(scores, z);
            addFloat(z, n, floats, labels, from, gradient);
            if (gradient) {
                HostArrays.copy(z, scores);
            }
        }
        rows += n;
    }

    /** The sum over rows of the gradient of the scores, which is the gradient of the bias: [V]. */
    void biasGradient(INDArray target, double scale) {
        if (doubles != null) {
            HostArrays.copy(doubles.biasGradient, target);
        } else {
            HostArrays.copy(Objects.requireNonNull(floats).biasGradient, target);
        }
        target.muli(scale);
    }

    private void addFloat(float[] z, int n, Floats work, int[] labels, int from, boolean gradient) {
        float uniform = (float) (smoothing / vocabulary);
        for (int i = 0; i < n; i++) {
            int start = i * vocabulary;
            float[] bias = work.bias;
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
                float[] total = work.biasGradient;
                for (int v = 0; v < vocabulary; v++) {
                    total[v] += z[start + v];
                }
            }
        }
    }

    private void addDouble(double[] z, int n, Doubles work, int[] labels, int from) {
        for (int i = 0; i < n; i++) {
            int start = i * vocabulary;
            int best = 0;
            for (int v = 0; v < vocabulary; v++) {
                z[start + v] += work.bias[v];
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
            for (int v = 0; v < vocabulary; v++) {
                work.biasGradient[v] += z[start + v];
            }
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

    /** Working memory in single precision. */
    private static final class Floats {
        final float[] bias;
        final float[] biasGradient;
        private float[] scores = {};

        Floats(INDArray bias, int vocabulary) {
            this.bias = new float[vocabulary];
            biasGradient = new float[vocabulary];
            HostArrays.copy(bias, this.bias);
        }

        float[] atLeast(int length) {
            scores = scores.length < length ? new float[length] : scores;
            return scores;
        }
    }

    /** Working memory in double precision. */
    private static final class Doubles {
        final double[] bias;
        final double[] biasGradient;
        private double[] scores = {};

        Doubles(INDArray bias, int vocabulary) {
            this.bias = new double[vocabulary];
            biasGradient = new double[vocabulary];
            HostArrays.copy(bias, this.bias);
        }

        double[] atLeast(int length) {
            scores = scores.length < length ? new double[length] : scores;
            return scores;
        }
    }
}
