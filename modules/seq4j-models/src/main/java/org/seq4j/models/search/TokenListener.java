package org.seq4j.models.search;

/** Hears of tokens as they are generated. */
@FunctionalInterface
public interface TokenListener {
    /**
     * One token of a sequence.
     *
     * @param sequence number of the sequence in its batch
     * @param token its next token; the token that ends it is not reported
     * @param logProbability of the token, as the model says it
     */
    void generated(int sequence, int token, double logProbability);
}
