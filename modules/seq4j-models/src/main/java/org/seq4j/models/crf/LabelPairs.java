package org.seq4j.models.crf;

/**
 * Expected counts of neighbouring labels less the counts of those that are, summed over steps and sequences: the gradient of {@code ln Z - s(y)} with respect to the transitions.
 */
final class LabelPairs {
    private final double[][] factors; // exp(transition - greatest)
    private final double[][] expected; // [L][L], without the factors
    private final double[] given; // [L * L], from-major

    LabelPairs(LinearChainCrf crf) {
        factors = crf.factors();
        expected = new double[factors.length][factors.length];
        given = new double[factors.length * factors.length];
    }

    /** Adds {@code scale * from[i] * factors(i, j) * to[j]} to the expected count of (i, j). */
    void add(double[] from, double[] to, double scale) {
        for (int i = 0; i < from.length; i++) {
            double factor = from[i] * scale;
            if (factor > 0) {
                HostSums.add(factor, to, expected[i]);
            }
        }
    }

    /** Counts a pair that is. */
    void count(int from, int to) {
        given[from * factors.length + to]++;
    }

    /** Adds the sums of other sequences. */
    void add(LabelPairs other) {
        for (int i = 0; i < expected.length; i++) {
            HostSums.add(1, other.expected[i], expected[i]);
        }
        HostSums.add(1, other.given, given);
    }

    /** [L * L], from-major. */
    double[] gradient() {
        int labels = factors.length;
        double[] gradient = new double[given.length];
        for (int i = 0; i < labels; i++) {
            for (int j = 0; j < labels; j++) {
                gradient[i * labels + j] = expected[i][j] * factors[i][j] - given[i * labels + j];
            }
        }
        return gradient;
    }
}
