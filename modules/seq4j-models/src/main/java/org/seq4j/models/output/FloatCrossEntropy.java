package org.seq4j.models.output;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.CrossEntropy;
import org.seq4j.models.kernel.FastExp;
import org.seq4j.models.kernel.FastMath;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.kernel.HostThreads;
import org.seq4j.models.kernel.LossSums;

/** In single precision on the host, many rows by several threads. */
final class FloatCrossEntropy implements CrossEntropy {
    private static final long PARALLEL = 1 << 18; // scores, about half a millisecond

    private final double smoothing;
    private final int vocabulary;
    private final @Nullable CopyShare copying;
    private final LossSums sums = new LossSums();
    private final float[] bias;
    private final float[] biasGradient;
    private float[] scores = {};
    private Part[] parts = {};

    /**
     * Starts with sums of zero.
     *
     * @param bias [V]
     * @param copying null where the model does not
     */
    FloatCrossEntropy(INDArray bias, double smoothing, @Nullable CopyShare copying) {
        this.smoothing = smoothing;
        this.copying = copying;
        vocabulary = Math.toIntExact(bias.length());
        this.bias = new float[vocabulary];
        biasGradient = new float[vocabulary];
        HostArrays.copy(bias, this.bias);
    }

    @Override
    public void add(INDArray rows, int[] labels, int from, boolean gradient) {
        int n = (int) rows.size(0);
        scores = scores.length < n * vocabulary ? new float[n * vocabulary] : scores;
        HostArrays.copy(rows, scores);
        boolean alone = copying != null || (long) n * vocabulary < PARALLEL; // a mixture takes one token at a time
        Part[] all = parts(alone ? 1 : Math.min(HostThreads.count(), n));
        HostThreads.run(n, all.length, (part, first, end) -> all[part].add(first, end, labels, from, gradient));
        for (Part part : all) {
            sums.add(part.rows);
            if (gradient) {
                add(part.biasGradient, biasGradient);
            }
        }
        if (gradient) {
            HostArrays.copy(scores, rows);
        }
    }

    private Part[] parts(int count) {
        if (parts.length != count) {
            parts = new Part[count];
            Arrays.setAll(parts, part -> new Part());
        }
        return parts;
    }

    private static void add(float[] part, float[] total) {
        for (int v = 0; v < part.length; v++) {
            total[v] += part[v];
        }
    }

    /** The rows of one thread. Loops are over one array from 0 on: those HotSpot vectorises. */
    private final class Part {
        private final float[] biasGradient = new float[vocabulary];
        private final float[] row = new float[vocabulary];
        private LossSums rows = new LossSums();

        /** Starts from sums of zero. */
        void add(int first, int end, int[] labels, int from, boolean gradient) {
            rows = new LossSums();
            Arrays.fill(biasGradient, 0);
            for (int i = first; i < end; i++) {
                System.arraycopy(scores, i * vocabulary, row, 0, vocabulary);
                add(from + i, labels[from + i], gradient);
                if (gradient) {
                    System.arraycopy(row, 0, scores, i * vocabulary, vocabulary);
                }
            }
        }

        private void add(int token, int label, boolean gradient) {
            FloatCrossEntropy.add(bias, row);
            int best = greatest(row);
            float max = row[best];
            boolean known = label < vocabulary;
            double shifted = known ? row[label] - max : 0;
            double meanShifted = smoothing > 0 ? meanShifted(row, max) : 0;
            double sum = FastExp.shifted(row, 0, vocabulary, max);
            double logSum = Math.log(sum);
            double share = 1; // of the gradient that falls to the softmax
            if (copying == null) {
                rows.add(label == best, logSum, shifted, meanShifted, smoothing);
            } else {
                share = copying.add(token, label, best, shifted - logSum, v -> row[v] / sum, rows);
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
                FloatCrossEntropy.add(row, biasGradient);
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

    @Override
    public void biasGradient(INDArray into) {
        HostArrays.copy(biasGradient, into);
    }

    @Override
    public LossSums sums() {
        return sums;
    }
}
