package org.seq4j.models.search;

/**
 * What a hypothesis loses for source positions that its attention missed or dwelt on, added to its score when it ends. With c_i the sum over its steps (that of the
 * ending token included) of the attention weights of source position i:
 *
 * <ul>
 *   <li>{@link Kind#WU}: {@code beta * sum_i log(min(c_i, 1))} (Wu et al. 2016, equation 14), for positions missed; c_i counts as at least 1e-10
 *   <li>{@link Kind#SUMMARY}: {@code beta * sum_i (1 - max(c_i, 1))} (Gehrmann, Deng, Rush 2018, section 5.2), for positions dwelt on
 * </ul>
 *
 * @param kind which formula
 * @param beta its strength; 0 for none
 */
public record CoveragePenalty(Kind kind, double beta) {
    /** The formulas. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** For positions missed. */
        WU,
        /** For positions dwelt on. */
        SUMMARY
    }

    private static final double SMALLEST = 1e-10;

    /** No penalty. */
    public static final CoveragePenalty NONE = new CoveragePenalty(Kind.NONE, 0);

    public CoveragePenalty {
        if (!(beta >= 0) || beta == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "The beta of a coverage penalty must be a number of at least 0, found " + beta + '.');
        }
        if (kind == Kind.NONE && beta != 0) {
            throw new IllegalArgumentException(
                    "A coverage penalty of kind none has no beta, but was given " + beta + '.');
        }
    }

    /** Wu's, for positions missed; 0.2 is usual. */
    public static CoveragePenalty wu(double beta) {
        return new CoveragePenalty(Kind.WU, beta);
    }

    /** Gehrmann's, for positions dwelt on; 5 to 10 are usual. */
    public static CoveragePenalty summary(double beta) {
        return new CoveragePenalty(Kind.SUMMARY, beta);
    }

    /** Whether it needs attention weights. */
    public boolean active() {
        return beta > 0;
    }

    /**
     * What is added to the score, at most 0.
     *
     * @param coverage c, [S] without padding
     */
    public double of(float[] coverage) {
        double sum = 0;
        if (active()) {
            for (float c : coverage) {
                sum += kind == Kind.WU ? Math.log(Math.max(Math.min(c, 1), SMALLEST)) : 1 - Math.max(c, 1);
            }
        }
        return beta * sum;
    }
}
