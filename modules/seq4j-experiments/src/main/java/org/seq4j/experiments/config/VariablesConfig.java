package org.seq4j.experiments.config;

/**
 * The variables of a MATLAB file with the parts of a data set.
 *
 * @param train of the training file
 * @param dev of the development file
 * @param test of the test file
 */
public record VariablesConfig(
        @Key(description = "The variable of the training file.", defaultValue = "traindata")
        String train,

        @Key(
                description = "The variable of the development file, which may be the same file.",
                defaultValue = "validdata")
        String dev,

        @Key(description = "The variable of the test file, which may be the same file.", defaultValue = "testdata")
        String test) {}
