package org.seq4j.models.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts source tokens in the place of unknown ones: each unknown output token becomes the source token with the greatest attention weight at its step, the first among equals,
 * or what a dictionary says of that token (Luong et al. 2015, "Addressing the rare word problem"; Jean et al. 2015, section 3.3).
 *
 * @param unknown the token to be replaced, such as {@code <unk>}
 * @param dictionary source token to output token; a source token that it lacks is copied
 */
public record ReplaceUnknown(String unknown, Map<String, String> dictionary) {
    public ReplaceUnknown {
        dictionary = Map.copyOf(dictionary);
    }

    /** Copies source tokens as they are. */
    public ReplaceUnknown(String unknown) {
        this(unknown, Map.of());
    }

    /**
     * The output without unknown tokens.
     *
     * @param source [S] tokens
     * @param output tokens
     * @param attention [output tokens][S], as {@link Hypothesis#attention} has them
     * @throws IllegalArgumentException if there are not S weights for each output token
     */
    public List<String> apply(List<String> source, List<String> output, float[][] attention) {
        if (attention.length != output.size()) {
            throw new IllegalArgumentException("Expected attention weights for " + output.size()
                    + " output tokens, found " + attention.length + '.');
        }
        List<String> replaced = new ArrayList<>();
        for (int t = 0; t < attention.length; t++) {
            String token = output.get(t);
            replaced.add(token.equals(unknown) ? replacement(source, attention[t]) : token);
        }
        return replaced;
    }

    private String replacement(List<String> source, float[] weights) {
        if (weights.length != source.size()) {
            throw new IllegalArgumentException(
                    "Expected attention weights of " + source.size() + " source tokens, found " + weights.length + '.');
        }
        int best = 0;
        for (int s = 1; s < weights.length; s++) {
            best = weights[s] > weights[best] ? s : best;
        }
        if (source.isEmpty()) {
            return unknown;
        }
        return dictionary.getOrDefault(source.get(best), source.get(best));
    }
}
