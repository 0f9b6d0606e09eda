package org.seq4j.experiments.config;

/**
 * How text is sampled.
 *
 * @param maxLength longest text, in tokens
 * @param temperature divisor of the logits; 0 = always the most probable token
 * @param topK how many of the most probable tokens take part; 0 = all
 * @param topP probability mass of the most probable tokens that take part
 */
public record GenerationConfig(
        @Key(description = "Longest text, in tokens.", defaultValue = "200", min = 1)
        int maxLength,

        @Key(description = "Divisor of the logits; 0 = always the most probable token.", defaultValue = "1.0", min = 0)
        double temperature,

        @Key(
                description = "Only this many of the most probable tokens take part; 0 = all.",
                defaultValue = "0",
                min = 0)
        int topK,

        @Key(
                description =
                        "Only the most probable tokens that together reach this probability take part (Holtzman et al. 2020).",
                defaultValue = "1.0",
                min = 0,
                max = 1,
                aboveMin = true)
        double topP) {}
