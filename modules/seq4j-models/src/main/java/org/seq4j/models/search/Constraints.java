package org.seq4j.models.search;

import java.util.Set;

/**
 * What a hypothesis may consist of; the same for greedy search, beam search and sampling.
 *
 * @param stopIds tokens that end a hypothesis
 * @param bannedIds tokens that are never produced, such as {@code <pad>}, {@code <unk>} and {@code <s>}
 * @param minLength no stop token before this many tokens, at least 0
 * @param noRepeatNgramSize no sequence of so many tokens occurs twice in a hypothesis (Paulus, Xiong, Socher 2018, section 2.5); 0: off
 * @param repetitionPenalty 1: off. The log-probability of a token that the hypothesis already holds is multiplied by it, and nothing is normalised again: the penalty of
 *     CTRL (Keskar et al. 2019, section 4.1), which divides positive logits and multiplies negative ones, applied to log-probabilities, which are never
 *     positive. Above 0; below 1 rewards repetition
 */
public record Constraints(
        Set<Integer> stopIds, Set<Integer> bannedIds, int minLength, int noRepeatNgramSize, double repetitionPenalty) {
    public Constraints {
        stopIds = Set.copyOf(stopIds);
        bannedIds = Set.copyOf(bannedIds);
        if (minLength < 0) {
            throw new IllegalArgumentException("min_length must be at least 0, found " + minLength + '.');
        }
        if (noRepeatNgramSize < 0) {
            throw new IllegalArgumentException(
                    "no_repeat_ngram_size must be at least 0 (0 = off), found " + noRepeatNgramSize + '.');
        }
        if (!(repetitionPenalty > 0) || repetitionPenalty == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "repetition_penalty must be a number above 0 (1 = off), found " + repetitionPenalty + '.');
        }
    }

    /** Stop and banned ids, nothing else. */
    public static Constraints of(Set<Integer> stopIds, Set<Integer> bannedIds) {
        return new Constraints(stopIds, bannedIds, 0, 0, 1);
    }

    /** The same with another least length. */
    public Constraints withMinLength(int length) {
        return new Constraints(stopIds, bannedIds, length, noRepeatNgramSize, repetitionPenalty);
    }

    /** The same without repeated sequences of {@code size} tokens. */
    public Constraints withNoRepeatNgramSize(int size) {
        return new Constraints(stopIds, bannedIds, minLength, size, repetitionPenalty);
    }

    /** The same with another repetition penalty. */
    public Constraints withRepetitionPenalty(double penalty) {
        return new Constraints(stopIds, bannedIds, minLength, noRepeatNgramSize, penalty);
    }

    /** @throws IllegalArgumentException if an id is not in the vocabulary, or nothing may be produced */
    void check(int vocabularySize) {
        stopIds.forEach(id -> inVocabulary("stop", id, vocabularySize));
        bannedIds.forEach(id -> inVocabulary("banned", id, vocabularySize));
        if (bannedIds.size() == vocabularySize) {
            throw new IllegalArgumentException(
                    "Expected a token that may be produced, found that all " + vocabularySize + " are banned.");
        }
    }

    static void inVocabulary(String what, int id, int vocabularySize) {
        if (id < 0 || id >= vocabularySize) {
            throw new IllegalArgumentException(
                    "Expected " + what + " ids from 0 to " + (vocabularySize - 1) + ", found " + id + '.');
        }
    }
}
