package org.seq4j.models.output;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.CrossEntropy;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.kernel.LossSums;

/** In double precision on the host: the one that gradient checks measure. */
final class DoubleCrossEntropy implements CrossEntropy {
    private final double smoothing;
    private final int vocabulary;
    private final @Nullable CopyShare copying;
    private final LossSums sums = new LossSums();
    private final double[] bias;
    private final double[] biasGradient;
    private double[] scores = {};

    /**
     * Starts with sums of zero.
     *
     * @param bias [V]
     * @param copying null where the model does not
     */
    DoubleCrossEntropy(INDArray bias, double smoothing, @Nullable CopyShare copying) {
        this.smoothing = smoothing;
        this.copying = copying;
        vocabulary = Math.toIntExact(bias.length());
        this.bias = new double[vocabulary];
        biasGradient = new double[vocabulary];
        HostArrays.copy(bias, this.bias);
    }

    @Override
    public void add(INDArray rows, int[] labels, int from, boolean gradient) {
        int n = (int) rows.size(0);
        scores = scores.length < n * vocabulary ? new double[n * vocabulary] : scores;
        HostArrays.copy(rows, scores);
        for (int i = 0; i < n; i++) {
            add(i * vocabulary, from + i, labels[from + i]);
        }
        if (gradient) {
            HostArrays.copy(scores, rows);
        }
    }

    private void add(int start, int token, int label) {
        double[] z = scores;
        int best = 0;
        for (int v = 0; v < vocabulary; v++) {
            z[start + v] += bias[v];
            best = z[start + v] > z[start + best] ? v : best;
        }
        double max = z[start + best];
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
        if (copying == null) {
            sums.add(label == best, Math.log(sum), shifted, meanShifted, smoothing);
        } else {
            share = copying.add(token, label, best, shifted - Math.log(sum), v -> z[start + v] / sum, sums);
        }
        for (int v = 0; v < vocabulary; v++) {
            z[start + v] = share * z[start + v] / sum - smoothing / vocabulary;
        }
        if (known) {
            z[start + label] -= share * (1 - smoothing);
        }
        for (int v = 0; v < vocabulary; v++) {
            biasGradient[v] += z[start + v];
        }
    }

    @Override
    public void biasGradient(INDArray into) {
        HostArrays.copy(biasGradient, into);
    }

    @Override
    public LossSums sums() {
        return sums;
    }
}
