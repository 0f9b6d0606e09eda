package org.seq4j.experiments.config;

/**
 * Byte-pair encoding (Sennrich et al. 2016).
 *
 * @param merges how many merges are learnt
 */
public record BpeConfig(
        @Key(
                description =
                        "Merges that are learnt from the training data, fewer where no pair is left that occurs twice; with data.joint_vocabulary from both sides together.",
                defaultValue = "8000",
                min = 1,
                max = 1000000)
        int merges) {}
