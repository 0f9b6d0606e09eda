package org.seq4j.benchmarks.cases;

/**
 * What a figure has to be: at least that for a ratio, at most that for a cost.
 *
 * @param must what will do
 * @param stretch what is hoped for
 */
public record Target(double must, double stretch) {
    /** What a ratio reaches: {@code no}, {@code yes} or {@code stretch}. */
    public String reachedBy(double ratio) {
        return ratio >= stretch ? "stretch" : ratio >= must ? "yes" : "no";
    }

    /** Whether a cost stays below: {@code no}, {@code yes} or {@code stretch}. */
    public String keptBy(double cost) {
        return cost <= stretch ? "stretch" : cost <= must ? "yes" : "no";
    }
}
