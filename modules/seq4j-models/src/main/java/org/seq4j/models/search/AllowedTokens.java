package org.seq4j.models.search;

import org.jspecify.annotations.Nullable;

/** Restricts, step by step, which tokens may come next. A search asks for its examples from several threads. */
@FunctionalInterface
public interface AllowedTokens {
    /**
     * The tokens that may follow.
     *
     * @param example number of the example in its batch
     * @param tokens what the hypothesis has put out so far, the forced prefix included; not to be changed
     * @return ids in 0..V-1, stop ids among them where the hypothesis may end; null: no restriction. Where none may follow the
     *     hypothesis ends as it is
     */
    int @Nullable [] after(int example, int[] tokens);
}
