package org.seq4j.experiments.config;

/**
 * Byte-pair encoding (Sennrich et al. 2016).
 *
 * @param merges how many merges are learnt
 * @param byteFallback whether unknown characters are written as their bytes
 */
public record BpeConfig(
        @Key(
                description =
                        "Merges that are learnt from the training data, fewer where it has no more; with data.joint_vocabulary from both sides together.",
                defaultValue = "8000",
                min = 1,
                max = 1000000)
        int merges,

        @Key(
                description =
                        "Whether a character that the training data lacks becomes its UTF-8 bytes, which are tokens then, instead of <unk>.",
                defaultValue = "true")
        boolean byteFallback) {}
