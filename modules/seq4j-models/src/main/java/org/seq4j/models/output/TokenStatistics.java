package org.seq4j.models.output;

/**
 * Sums over the real target tokens of one or several batches.
 *
 * @param negativeLogLikelihood the sum of {@code -ln p(token)}, in nats
 * @param tokens how many tokens
 * @param correct at how many of them the most probable token was the right one
 */
public record TokenStatistics(double negativeLogLikelihood, long tokens, long correct) {
    /** No tokens. */
    public static final TokenStatistics NONE = new TokenStatistics(0, 0, 0);

    /** The sums over both. */
    public TokenStatistics plus(TokenStatistics other) {
        return new TokenStatistics(
                negativeLogLikelihood + other.negativeLogLikelihood, tokens + other.tokens, correct + other.correct);
    }

    /** Mean of {@code -ln p}; NaN without tokens. */
    public double natsPerToken() {
        return negativeLogLikelihood / tokens;
    }
}
