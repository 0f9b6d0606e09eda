package org.seq4j.models.search;

import java.util.List;

/**
 * One generated sequence.
 *
 * @param tokens what was generated, without the prompt and without the token that ended it
 * @param logProbability natural logarithm of the model's probability of these tokens after the prompt, the ending one included; as
 *     the model says it, before temperature and cuts
 * @param stopped true if a stop token ended it, false if the greatest length did
 */
public record Generation(List<Integer> tokens, double logProbability, boolean stopped) {
    public Generation {
        tokens = List.copyOf(tokens);
    }
}
