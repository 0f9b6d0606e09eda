package org.seq4j.models.search;

import org.jspecify.annotations.Nullable;

/**
 * One sequence that a search found.
 *
 * @param tokens what was put out, a forced prefix included, without the prompt and without the token that ended it
 * @param logProbability natural logarithm of the model's probability of these tokens, the ending one included, as the model says it: before
 *     penalties, temperature and cuts
 * @param score what the search ranks by: the sum of the log-probabilities after the repetition penalty, divided by the length penalty, plus the
 *     coverage penalty; for a sample the log-probability
 * @param attention weights [tokens][S] of the step that chose each token, without padding where the search was told the true lengths; null where the
 *     model has none
 * @param finished true if a stop token ended it, false if the greatest length did, or that no token was allowed to follow
 */
@SuppressWarnings("ArrayRecordComponent") // results are read, not compared
public record Hypothesis(
        int[] tokens,
        double logProbability,
        double score,
        float @Nullable [] @Nullable [] attention,
        boolean finished) {}
