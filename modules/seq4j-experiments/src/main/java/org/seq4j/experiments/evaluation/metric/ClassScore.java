package org.seq4j.experiments.evaluation.metric;

/**
 * How well one class, or one type of chunk, was found. All shares are in [0, 1], and 0 where they are not defined.
 *
 * @param name the class
 * @param found those that are there and were predicted
 * @param predicted all that were predicted
 * @param support all that are there
 */
public record ClassScore(String name, long found, long predicted, long support) {
    /** The share of right ones among the predicted ones. */
    public double precision() {
        return share(found, predicted);
    }

    /** The share of those found among those that are there. */
    public double recall() {
        return share(found, support);
    }

    /** The harmonic mean of precision and recall. */
    public double f1() {
        return share(2 * found, predicted + support);
    }

    static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
