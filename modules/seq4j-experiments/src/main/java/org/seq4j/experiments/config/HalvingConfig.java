package org.seq4j.experiments.config;

/**
 * Successive halving (Jamieson and Talwalkar 2016): all runs are trained for a little, the best of them for longer, and so
 * on.
 *
 * @param firstRung what every run is trained for
 * @param eta by what the length grows, and the number of runs falls, from rung to rung
 */
record HalvingConfig(
        @Key(
                description =
                        "Length of training after which the runs are compared for the first time, in the unit of training.max_duration and a multiple of training.validate_every; eta times as long the next time, and so on.")
        Duration firstRung,

        @Key(
                description =
                        "One run in eta goes on from each comparison, from its checkpoint, for eta times as long; the last ones to training.max_duration.",
                defaultValue = "3",
                min = 2,
                max = 100)
        int eta) {}
