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
        crf.check(emissions, length);
        int size = crf.labels();
        double[][] scores = new double[length][size]; // of the best sequence that ends in a label at a step
        for (int t = 0; t < length; t++) {
            for (int j = 0; t == 0 && j < size; j++) {
                scores[0][j] = crf.start(j);
            }
            if (t > 0) {
                HostSums.greatest(scores[t - 1], crf.transitions(), scores[t]);
            }
            for (int j = 0; j < size; j++) {
                scores[t][j] += emissions[t * size + j];
            }
        }
        int last = -1;
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < size; j++) {
            if (scores[length - 1][j] + crf.end(j) > best) {
                best = scores[length - 1][j] + crf.end(j);
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
            last = t == 0 ? last : before(crf, scores[t - 1], last);
        }
        return new Viterbi(path, best);
    }

    /** The label before this one on the best way to it. */
    private static int before(LinearChainCrf crf, double[] scores, int label) {
        int from = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] + crf.transition(i, label) > scores[from] + crf.transition(from, label)) {
                from = i;
            }
        }
        return from;
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
