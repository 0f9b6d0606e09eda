package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;

/**
 * The section {@code sweep} of an experiment file: it makes several experiments of one, and is in none of them.
 *
 * @param method how values are combined
 * @param runs how many are drawn
 * @param seed of the drawing
 * @param keys what varies
 * @param successiveHalving which runs go on
 */
record SweepConfig(
        @Key(
                description =
                        "How runs are made of the keys: grid, one for each combination of the listed values; random, each value drawn.",
                defaultValue = "grid")
        Method method,

        @Key(description = "How many runs are drawn, all different.", min = 1, max = 1000, onlyIf = "method=random")
        int runs,

        @Key(
                description = "Seed of the drawing; with more runs, the first ones stay what they are.",
                defaultValue = "1",
                min = 0,
                onlyIf = "method=random")
        long seed,

        @Key(
                description =
                        "What varies: dotted keys of this file, each with a list of values or, with method: random, a range {min, max, scale}, both ends included, whose scale is linear (the default) or log. A key that is set on the command line is not varied.")
        SweptKeys keys,

        @Key(description = "Trains all runs for a little and only the best of them on; absent: all to the end.")
        @Nullable
        HalvingConfig successiveHalving) {

    static final String KEY = "sweep";

    /** How values are combined. */
    enum Method {
        GRID,
        RANDOM
    }
}
