package org.seq4j.models.crf;

/** Expected counts of neighbouring labels, summed over steps and sequences: the gradient of ln Z with respect to the transitions. */
final class LabelPairs {
    private final int labels;
    private final double[] counts; // [L * L], from-major

    LabelPairs(int labels) {
        this.labels = labels;
        counts = new double[labels * labels];
    }

    /** Adds {@code scale * factors(from, j) * weights(j)} to the counts of (from, j). */
    void add(int from, double scale, double[] factors, double[] weights) {
        int row = from * labels;
        for (int j = 0; j < labels; j++) {
            counts[row + j] += scale * factors[row + j] * weights[j];
        }
    }

    /** Adds to the count of one pair. */
    void add(int from, int to, double value) {
        counts[from * labels + to] += value;
    }

    double[] counts() {
        return counts;
    }
}
