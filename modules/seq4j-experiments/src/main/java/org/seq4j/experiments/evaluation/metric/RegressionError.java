package org.seq4j.experiments.evaluation.metric;

/**
 * How far predicted numbers are from the true ones.
 *
 * @param count numbers that were compared
 * @param mse the mean squared error
 * @param mae the mean absolute error
 */
public record RegressionError(long count, double mse, double mae) {
    /**
     * Compares numbers one by one; padding must not be among them.
     *
     * @throws IllegalArgumentException where there is none, or they differ in number
     */
    public static RegressionError of(float[] gold, float[] predicted) {
        ClassReport.checkRows(gold.length, predicted.length);
        if (gold.length == 0) {
            throw new IllegalArgumentException("A mean error needs at least one number.");
        }
        double squares = 0;
        double absolutes = 0;
        for (int i = 0; i < gold.length; i++) {
            double error = (double) predicted[i] - gold[i];
            squares += error * error;
            absolutes += Math.abs(error);
        }
        return new RegressionError(gold.length, squares / gold.length, absolutes / gold.length);
    }

    /** The root of the mean squared error. */
    public double rmse() {
        return Math.sqrt(mse);
    }
}
