package org.seq4j.benchmarks.cases;

/** Prepares a measurement. */
@FunctionalInterface
public interface Setup {
    /**
     * Makes models and data.
     *
     * @param parameters the sizes
     * @return what is then timed
     * @throws Exception if something is missing
     */
    Iteration start(Parameters parameters) throws Exception;
}
