package org.seq4j.models.output;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.seq4j.models.kernel.FastExp;
import org.seq4j.models.kernel.FastMath;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.kernel.HostThreads;
import org.seq4j.models.kernel.OneDnnCrossEntropy;

/**
 * Softmax and cross-entropy of rows of scores against integer labels, in place: scores {@code z [n, V]} become the gradient {@code p - q}, where p is the softmax
 * and q the target, 1 at the label; smoothed with ε, {@code q = (1 - ε) [label] + ε / V} (Szegedy et al. 2016, section 7).
 *
 * <p>Where the model copies, the softmax is only a part of the probability ({@link CopyMixture}), and its gradient the part that falls to it.
 *
 * <p>Sums over the rows gather here; one instance serves one pass over a batch.
 */
final class SoftmaxCrossEntropy {
    private static final long PARALLEL = 1 << 18; // scores, about half a millisecond

    private final double smoothing;
    private final int vocabulary;
    private final @Nullable Floats floats;
    private final @Nullable Doubles doubles;
    private final INDArray bias;
    private @Nullable OneDnnCrossEntropy inPlace; // of large vocabularies, where oneDNN serves and nothing is copied
    private @Nullable CopyMixture mixture;
    private int @Nullable [] rowsOfTokens;
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
        this.bias = bias;
        vocabulary = Math.toIntExact(bias.length());
        doubles = bias.dataType() == DataType.DOUBLE ? new Doubles(bias, vocabulary) : null;
        floats = doubles == null ? new Floats(bias, vocabulary) : null;
    }

    /** Makes the softmax a part of a mixture; the tokens are those whose scores will be added. */
    SoftmaxCrossEntropy with(CopyMixture copying, RealTokens tokens) {
        mixture = copying;
        rowsOfTokens = tokens.rows();
        return this;
    }

    /** The sum over rows of the smoothed loss, in nats. */
    double loss() {
        return inPlace == null ? loss : inPlace.loss();
    }

    /** The sums without smoothing. */
    TokenStatistics statistics() {
        return inPlace == null
                ? new TokenStatistics(negativeLogLikelihood, rows, correct)
                : new TokenStatistics(inPlace.negativeLogLikelihood(), rows, inPlace.correct());
    }

    /**
     * Adds rows to the sums.
     *
     * @param scores [n, V], contiguous in 'c' order; replaced by the gradient if that is wanted, else left undefined
     * @param labels the labels; the rows' own start at {@code from}
     */
    void add(INDArray scores, int[] labels, int from, boolean gradient) {
        int n = (int) scores.size(0);
        if (mixture == null && OneDnnCrossEntropy.serves(scores.dataType(), vocabulary)) {
            inPlace = inPlace == null ? new OneDnnCrossEntropy(bias, smoothing) : inPlace;
            inPlace.add(scores, labels, from, gradient);
        } else if (doubles != null) {
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

    /** After the last row: the gradient of the bias [V], which is the sum of those of the scores, and those of the mixture, all times a factor. */
    void finishGradients(INDArray bias, double scale) {
        if (inPlace != null) {
            inPlace.biasGradient(bias);
        } else if (doubles != null) {
            HostArrays.copy(doubles.biasGradient, bias);
        } else {
            HostArrays.copy(Objects.requireNonNull(floats).biasGradient, bias);
        }
        bias.muli(scale);
        if (mixture != null) {
            mixture.writeGradients(scale);
        }
    }

    private void addFloat(float[] z, int n, Floats work, int[] labels, int from, boolean gradient) {
        boolean alone = mixture != null || (long) n * vocabulary < PARALLEL; // a mixture takes one token at a time
        int parts = alone ? 1 : Math.min(HostThreads.count(), n);
        FloatRows[] sums = work.parts(parts);
        HostThreads.run(n, parts, (part, first, end) -> sums[part].add(z, first, end, labels, from, gradient));
        for (int part = 0; part < parts; part++) {
            FloatRows one = sums[part];
            correct += one.correct;
            negativeLogLikelihood += one.negativeLogLikelihood;
            loss += one.loss;
            if (gradient) {
                add(one.biasGradient, work.biasGradient);
            }
        }
    }

    private static void add(float[] part, float[] total) {
        for (int v = 0; v < part.length; v++) {
            total[v] += part[v];
        }
    }

    /** The rows of one part of a batch in single precision, and their sums. */
    private final class FloatRows {
        private final float[] bias;
        private final float[] biasGradient;
        private final float[] row;
        private double loss;
        private double negativeLogLikelihood;
        private long correct;

        FloatRows(float[] bias) {
            this.bias = bias;
            biasGradient = new float[bias.length];
            row = new float[bias.length];
        }

        /** Starts from sums of zero. */
        void add(float[] z, int first, int end, int[] labels, int from, boolean gradient) {
            loss = 0;
            negativeLogLikelihood = 0;
            correct = 0;
            Arrays.fill(biasGradient, 0);
            for (int i = first; i < end; i++) {
                System.arraycopy(z, i * vocabulary, row, 0, vocabulary); // loops over one array from 0 are vectorised
                one(from + i, labels[from + i], gradient);
                if (gradient) {
                    System.arraycopy(row, 0, z, i * vocabulary, vocabulary);
                }
            }
        }

        private void one(int token, int label, boolean gradient) {
            for (int v = 0; v < row.length; v++) {
                row[v] += bias[v];
            }
            int best = greatest(row);
            float max = row[best];
            boolean known = label < vocabulary;
            double shifted = known ? row[label] - max : 0;
            double meanShifted = smoothing > 0 ? meanShifted(row, max) : 0;
            double sum = FastExp.shifted(row, 0, vocabulary, max);
            double logSum = Math.log(sum);
            double share = 1; // of the gradient that falls to the softmax
            if (mixture == null) {
                correct += label == best ? 1 : 0;
                negativeLogLikelihood += logSum - shifted;
                loss += smoothed(logSum, shifted, meanShifted);
            } else {
                share = mix(mixture, token, label, best, shifted - logSum, v -> row[v] / sum);
            }
            if (gradient) {
                float scale = (float) (share / sum);
                float uniform = (float) (smoothing / vocabulary);
                for (int v = 0; v < row.length; v++) {
                    row[v] = row[v] * scale - uniform;
                }
                if (known) {
                    row[label] -= (float) (share * (1 - smoothing));
                }
                SoftmaxCrossEntropy.add(row, biasGradient);
            }
        }
    }

    /** The first place of the greatest value; 0 where none is a number. */
    private static int greatest(float[] row) {
        float max = FastMath.greatest(row);
        for (int place = 0; place < row.length; place++) {
            if (row[place] == max) {
                return place;
            }
        }
        return 0;
    }

    private static double meanShifted(float[] row, float max) {
        double sum = 0;
        for (float value : row) {
            sum += value - max;
        }
        return sum / row.length;
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
            boolean known = label < vocabulary;
            double shifted = known ? z[start + label] - max : 0;
            double total = 0;
            double meanShifted = 0;
            for (int v = 0; v < vocabulary; v++) {
                meanShifted += (z[start + v] - max) / vocabulary;
                z[start + v] = Math.exp(z[start + v] - max);
                total += z[start + v];
            }
            double sum = total;
            double share = 1; // of the gradient that falls to the softmax
            if (mixture == null) {
                count(label == best, Math.log(sum), shifted, meanShifted);
            } else {
                share = mix(mixture, from + i, label, best, shifted - Math.log(sum), v -> z[start + v] / sum);
            }
            for (int v = 0; v < vocabulary; v++) {
                z[start + v] = share * z[start + v] / sum - smoothing / vocabulary;
            }
            if (known) {
                z[start + label] -= share * (1 - smoothing);
            }
            for (int v = 0; v < vocabulary; v++) {
                work.biasGradient[v] += z[start + v];
            }
        }
    }

    private void count(boolean right, double logSum, double shifted, double meanShifted) {
        correct += right ? 1 : 0;
        negativeLogLikelihood += logSum - shifted;
        loss += smoothed(logSum, shifted, meanShifted);
    }

    private double smoothed(double logSum, double shifted, double meanShifted) {
        return logSum - (1 - smoothing) * shifted - (smoothing > 0 ? smoothing * meanShifted : 0);
    }

    /** Lets the mixture have a token; returns the softmax's share of the gradient. */
    private double mix(
            CopyMixture copying, int token, int label, int best, double logLabel, IntToDoubleFunction softmax) {
        int row = rowsOfTokens == null ? token : rowsOfTokens[token];
        double share = copying.add(row, label, best, logLabel, softmax);
        correct += copying.right() ? 1 : 0;
        negativeLogLikelihood += copying.negativeLogLikelihood();
        loss += copying.negativeLogLikelihood();
        return share;
    }

    /** The softmax of scores with bias, in place: {@code [n, V]}. */
    static void softmax(INDArray scores, INDArray bias) {
        scores.addiRowVector(bias);
        scores.subiColumnVector(scores.max(true, 1));
        Transforms.exp(scores, false);
        scores.diviColumnVector(scores.sum(true, 1));
    }

    /** Working memory in single precision. */
    private final class Floats {
        final float[] bias;
        final float[] biasGradient;
        private float[] scores = {};
        private FloatRows[] parts = {};

        Floats(INDArray bias, int vocabulary) {
            this.bias = new float[vocabulary];
            biasGradient = new float[vocabulary];
            HostArrays.copy(bias, this.bias);
        }

        FloatRows[] parts(int count) {
            if (parts.length != count) {
                parts = new FloatRows[count];
                Arrays.setAll(parts, part -> new FloatRows(bias));
            }
            return parts;
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
