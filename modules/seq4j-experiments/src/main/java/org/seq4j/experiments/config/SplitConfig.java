package org.seq4j.experiments.config;

/**
 * Cuts one file: first the training part, then the development part, then the test part at the very end.
 *
 * @param dev fraction of the development part
 * @param test fraction of the test part
 */
public record SplitConfig(
        @Key(
                description =
                        "Fraction of the file that becomes the development part; it lies directly before the test part.",
                defaultValue = "0.0",
                min = 0,
                max = 1,
                belowMax = true)
        double dev,

        @Key(
                description = "Fraction of the file, taken from its end, that becomes the test part.",
                defaultValue = "0.0",
                min = 0,
                max = 1,
                belowMax = true)
        double test) {}
