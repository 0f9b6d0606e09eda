package org.seq4j.experiments.config;

/**
 * Which tokens get an id of their own.
 *
 * @param minFreq how often a token must occur in the training data
 * @param maxSize how many of the most frequent tokens are kept; 0 = all
 */
public record VocabConfig(
        @Key(description = "How often a token must occur in the training data.", defaultValue = "1", min = 1)
        int minFreq,

        @Key(
                description = "How many of the most frequent tokens are kept, special tokens not counted; 0 = all.",
                defaultValue = "0",
                min = 0)
        int maxSize) {}
