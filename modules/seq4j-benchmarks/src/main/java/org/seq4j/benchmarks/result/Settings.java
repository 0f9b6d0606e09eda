package org.seq4j.benchmarks.result;

import java.util.Map;

/**
 * How it was measured.
 *
 * @param threads of each side
 * @param pairs blocks of each side, by turns
 * @param warmUpSeconds of each side, at least
 * @param blockSeconds of each block, about
 * @param tiny whether the sizes were only for trying out
 * @param environment variables that change how threads wait or work
 */
public record Settings(
        int threads,
        int pairs,
        double warmUpSeconds,
        double blockSeconds,
        boolean tiny,
        Map<String, String> environment) {
    /** Keeps a copy. */
    public Settings {
        environment = Map.copyOf(environment);
    }
}
