package org.seq4j.experiments.config;

/**
 * Which states are kept in the run folder.
 *
 * @param keepBest best states by the monitored metric
 * @param keepLast most recent states
 */
public record CheckpointsConfig(
        @Key(
                description =
                        "How many of the states with the best development score are kept; without a development set, none can be.",
                defaultValue = "1",
                min = 0,
                max = 1000)
        int keepBest,

        @Key(
                description = "How many of the most recent states are kept; resume continues from the newest.",
                defaultValue = "1",
                min = 1,
                max = 1000)
        int keepLast) {}
