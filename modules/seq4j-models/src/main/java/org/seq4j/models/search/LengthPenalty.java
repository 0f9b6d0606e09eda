package org.seq4j.models.search;

/**
 * The divisor of a hypothesis' log-probability, so that hypotheses of different lengths can be compared. The length |Y| counts every token that the sum runs over, a
 * forced prefix and the ending token included.
 *
 * @param kind which formula
 * @param alpha strength of {@link Kind#WU}; 0 for the others
 */
public record LengthPenalty(Kind kind, double alpha) {
    /** The formulas. */
    public enum Kind {
        /** 1. */
        NONE,
        /** |Y|: the mean log-probability of a token. */
        AVERAGE,
        /** {@code ((5 + |Y|) / 6)^alpha} (Wu et al. 2016, "Google's neural machine translation system", equation 14). */
        WU
    }

    /** Log-probabilities as they are. */
    public static final LengthPenalty NONE = new LengthPenalty(Kind.NONE, 0);

    /** The mean log-probability of a token. */
    public static final LengthPenalty AVERAGE = new LengthPenalty(Kind.AVERAGE, 0);

    public LengthPenalty {
        if (!(alpha >= 0) || alpha == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "The alpha of a length penalty must be a number of at least 0, found " + alpha + '.');
        }
        if (kind != Kind.WU && alpha != 0) {
            throw new IllegalArgumentException(
                    "Only the length penalty wu has an alpha, but " + kind + " was given " + alpha + '.');
        }
    }

    /** Wu's; 0.6 to 1 are usual, 0 is none. */
    public static LengthPenalty wu(double alpha) {
        return new LengthPenalty(Kind.WU, alpha);
    }

    /** The divisor for |Y| tokens, at least 1 of them; does not fall as the length rises. */
    public double divisor(int length) {
        return switch (kind) {
            case NONE -> 1;
            case AVERAGE -> length;
            case WU -> Math.pow((5 + length) / 6.0, alpha);
        };
    }
}
