package org.seq4j.benchmarks.cases;

/** What is timed, once everything is set up. */
@FunctionalInterface
public interface Iteration {
    /**
     * Runs once.
     *
     * @return how many items were done: 1, or what the case's {@link Unit} counts
     * @throws Exception if something is not as it should be
     */
    long run() throws Exception;
}
