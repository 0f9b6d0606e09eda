package org.seq4j.experiments.config;

import java.util.List;

/**
 * The experiments of one call.
 *
 * @param experiments one for each run, in the order in which they begin
 * @param rungs with successive halving the lengths of training after which the runs are compared, rising and below their
 *     full length; else nothing
 * @param eta with successive halving one run in so many goes on from each rung
 */
public record Sweep(List<LoadedConfig> experiments, List<Duration> rungs, int eta) {

    /** Takes copies. */
    public Sweep {
        experiments = List.copyOf(experiments);
        rungs = List.copyOf(rungs);
    }

    /**
     * How many runs go on from a rung: those that began divided by {@code eta} once for each rung, and at least one.
     *
     * @param rung its number, from 0
     */
    public int survivors(int rung) {
        return (int) Math.max(1, Math.floor(experiments.size() / Math.pow(eta, rung + 1) + 1e-9));
    }
}
