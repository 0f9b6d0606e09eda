package org.seq4j.models.search;

import java.util.List;

/**
 * What was found for one example.
 *
 * @param hypotheses at least one. Of a beam search: at most {@code nBest}, distinct, those that a stop token ended first, then by falling score. Of
 *     sampling: in the order of the draws
 */
public record SearchResult(List<Hypothesis> hypotheses) {
    public SearchResult {
        hypotheses = List.copyOf(hypotheses);
    }

    /** The first one. */
    public Hypothesis best() {
        return hypotheses.get(0);
    }
}
