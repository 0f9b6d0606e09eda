package org.seq4j.experiments.cli;

import java.util.List;

/** Lines of output for lines of input. */
@FunctionalInterface
interface LinePredictor {
    /**
     * The lines of output for each line of input, in the same order.
     *
     * @param sources N lines
     * @param first number of the first of them among all, from 1
     */
    List<List<String>> lines(List<String> sources, long first);
}
