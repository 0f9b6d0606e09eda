package org.seq4j.models.search;

/**
 * How to search.
 *
 * @param beamSize number of hypotheses an example keeps, at least 1; 1 is greedy search
 * @param nBest number of hypotheses to return, 1 to {@code beamSize}
 * @param maxLength greatest number of tokens of a hypothesis, a forced prefix included and the token that ends it not, at least 1; a search can be given a smaller one for each example
 * @param lengthPenalty divisor of the log-probability
 * @param coveragePenalty addition to the score; needs a model with attention
 * @param constraints what a hypothesis may consist of
 */
public record SearchSettings(
        int beamSize,
        int nBest,
        int maxLength,
        LengthPenalty lengthPenalty,
        CoveragePenalty coveragePenalty,
        Constraints constraints) {
    public SearchSettings {
        if (beamSize < 1) {
            throw new IllegalArgumentException("beam_size must be at least 1, found " + beamSize + '.');
        }
        if (nBest < 1 || nBest > beamSize) {
            throw new IllegalArgumentException(
                    "n_best must be from 1 to the beam_size of " + beamSize + ", found " + nBest + '.');
        }
        if (maxLength < 1) {
            throw new IllegalArgumentException("max_length must be at least 1, found " + maxLength + '.');
        }
        if (constraints.minLength() > maxLength) {
            throw new IllegalArgumentException("min_length must be at most the max_length of " + maxLength + ", found "
                    + constraints.minLength() + '.');
        }
    }

    /** The most probable token at each step. */
    public static SearchSettings greedy(int maxLength, Constraints constraints) {
        return beam(1, maxLength, constraints);
    }

    /** A beam, its best hypothesis, no penalties. */
    public static SearchSettings beam(int beamSize, int maxLength, Constraints constraints) {
        return new SearchSettings(beamSize, 1, maxLength, LengthPenalty.NONE, CoveragePenalty.NONE, constraints);
    }

    /** The same, returning more. */
    public SearchSettings withNBest(int count) {
        return new SearchSettings(beamSize, count, maxLength, lengthPenalty, coveragePenalty, constraints);
    }

    /** The same with another length penalty. */
    public SearchSettings withLengthPenalty(LengthPenalty penalty) {
        return new SearchSettings(beamSize, nBest, maxLength, penalty, coveragePenalty, constraints);
    }

    /** The same with another coverage penalty. */
    public SearchSettings withCoveragePenalty(CoveragePenalty penalty) {
        return new SearchSettings(beamSize, nBest, maxLength, lengthPenalty, penalty, constraints);
    }
}
