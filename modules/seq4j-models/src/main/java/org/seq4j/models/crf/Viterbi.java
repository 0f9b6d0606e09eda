package org.seq4j.models.crf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The label sequence of the greatest score (Viterbi 1967; Forney 1973), and the score. Among equals the lower label ids win, from the last step on. */
public record Viterbi(int[] labels, double score) {
    /**
     * Searches.
     *
     * @param emissions [n * L]
     * @throws IllegalArgumentException if no sequence of this length is allowed
     */
    public static Viterbi best(LinearChainCrf crf, double[] emissions, int length) {
        int size = crf.labels();
        int[] from = new int[length * size];
        double[] before = new double[size];
        double[] now = new double[size];
        for (int t = 0; t < length; t++) {
            for (int j = 0; j < size; j++) {
                double best = t == 0 ? crf.start(j) : Double.NEGATIVE_INFINITY;
                for (int i = 0; i < size && t > 0; i++) {
                    double score = before[i] + crf.transition(i, j);
                    if (score > best) {
                        best = score;
                        from[t * size + j] = i;
                    }
                }
                now[j] = best + emissions[t * size + j];
            }
            double[] swap = before;
            before = now;
            now = swap;
        }
        int last = -1;
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < size; j++) {
            if (before[j] + crf.end(j) > best) {
                best = before[j] + crf.end(j);
                last = j;
            }
        }
        if (last < 0) {
            throw new IllegalArgumentException(
                    "no label sequence of length " + length + " is allowed: check which labels may follow each other");
        }
        int[] path = new int[length];
        for (int t = length - 1; t >= 0; t--) {
            path[t] = last;
            last = from[t * size + last];
        }
        return new Viterbi(path, best);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Viterbi that && score == that.score && Arrays.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(labels) + Double.hashCode(score);
    }
}
