package org.seq4j.experiments.config;

/**
 * Examples that are made on the fly. The training examples depend on the experiment's seed, the epoch and their number; the
 * development and test examples are always the same ones.
 *
 * @param minSize fewest elements of an example
 * @param maxSize most elements of an example
 * @param epochSize training examples of an epoch
 * @param devSize development examples
 * @param testSize test examples
 */
public record GeneratedConfig(
        @Key(description = "Fewest elements of an example.", defaultValue = "5", min = 2, max = 100000)
        int minSize,

        @Key(
                description =
                        "Most elements of an example; each size from min_size to max_size is drawn equally often.",
                defaultValue = "5",
                min = 2,
                max = 100000)
        int maxSize,

        @Key(
                description = "Training examples of an epoch; each epoch makes new ones of the seed.",
                defaultValue = "100000",
                min = 1)
        int epochSize,

        @Key(
                description = "Development examples, always the same ones; 0 = none. A file in data.dev replaces them.",
                defaultValue = "1000",
                min = 0,
                max = 10000000)
        int devSize,

        @Key(
                description = "Test examples, always the same ones; 0 = none. A file in data.test replaces them.",
                defaultValue = "1000",
                min = 0,
                max = 10000000)
        int testSize) {}
