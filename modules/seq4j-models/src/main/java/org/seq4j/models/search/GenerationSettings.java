package org.seq4j.models.search;

import java.util.Set;

/**
 * How to generate.
 *
 * @param maxLength greatest number of generated tokens, at least 1
 * @param sampler how a token is chosen
 * @param constraints what a sequence may consist of
 */
public record GenerationSettings(int maxLength, Sampler sampler, Constraints constraints) {
    public GenerationSettings {
        if (maxLength < 1) {
            throw new IllegalArgumentException("max_length must be at least 1, found " + maxLength + '.');
        }
    }

    /**
     * Without further constraints.
     *
     * @param stopIds tokens that end a sequence
     * @param bannedIds tokens that are never produced, such as {@code <pad>}, {@code <unk>} and {@code <s>}
     */
    public GenerationSettings(int maxLength, Sampler sampler, Set<Integer> stopIds, Set<Integer> bannedIds) {
        this(maxLength, sampler, Constraints.of(stopIds, bannedIds));
    }
}
