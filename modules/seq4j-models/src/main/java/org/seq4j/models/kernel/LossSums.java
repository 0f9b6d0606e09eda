package org.seq4j.models.kernel;

/** Sums over rows of what a {@link CrossEntropy} tells of each. */
public final class LossSums {
    private double loss;
    private double negativeLogLikelihood;
    private long correct;

    /** Adds a row: whether its label has the greatest probability, and its loss without and with smoothing, in nats. */
    public void add(boolean right, double rowNegativeLogLikelihood, double rowLoss) {
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
    public void add(boolean right, double logSum, double shifted, double meanShifted, double smoothing) {
        double uniform = smoothing > 0 ? smoothing * meanShifted : 0;
        add(right, logSum - shifted, logSum - (1 - smoothing) * shifted - uniform);
    }

    /** Adds all rows of others. */
    public void add(LossSums others) {
        loss += others.loss;
        negativeLogLikelihood += others.negativeLogLikelihood;
        correct += others.correct;
    }

    /** The smoothed loss, in nats. */
    public double loss() {
        return loss;
    }

    /** The loss without smoothing, in nats. */
    public double negativeLogLikelihood() {
        return negativeLogLikelihood;
    }

    /** Rows whose label has the greatest probability; of equal ones the first counts. */
    public long correct() {
        return correct;
    }
}
