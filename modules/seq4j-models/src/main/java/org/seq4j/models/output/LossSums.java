package org.seq4j.models.output;

/** Sums over rows of what a cross-entropy tells of each. */
final class LossSums {
    private double loss;
    private double negativeLogLikelihood;
    private long correct;

    /** Adds a row. */
    void add(boolean right, double rowNegativeLogLikelihood, double rowLoss) {
        correct += right ? 1 : 0;
        negativeLogLikelihood += rowNegativeLogLikelihood;
        loss += rowLoss;
    }

    /**
     * Adds a row of a softmax.
     *
     * @param logSum the logarithm of the sum of exponentials of the scores less the greatest
     * @param shifted the label's score less the greatest
     * @param meanShifted the mean of all, read with smoothing alone
     * @param smoothing ε
     */
    void add(boolean right, double logSum, double shifted, double meanShifted, double smoothing) {
        double uniform = smoothing > 0 ? smoothing * meanShifted : 0;
        add(right, logSum - shifted, logSum - (1 - smoothing) * shifted - uniform);
    }

    /** Adds all rows of others. */
    void add(LossSums others) {
        loss += others.loss;
        negativeLogLikelihood += others.negativeLogLikelihood;
        correct += others.correct;
    }

    /** In nats. */
    double loss() {
        return loss;
    }

    /** In nats. */
    double negativeLogLikelihood() {
        return negativeLogLikelihood;
    }

    long correct() {
        return correct;
    }
}
