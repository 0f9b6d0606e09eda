package org.seq4j.models.search;

import java.util.Arrays;

/** The live hypotheses of one example while it is being decoded: after each step, which of its rows live on, and with which tokens. */
abstract class Frontier {
    private final int example;
    private int[] parents = {0};
    private int[] tokens = {};

    Frontier(int example) {
        this.example = example;
    }

    /** Number of the example in its input. */
    final int example() {
        return example;
    }

    /** Number of live hypotheses; 0 if the example is done. */
    final int live() {
        return parents.length;
    }

    /** For live hypothesis i, the one of the former step that it continues. */
    final int parent(int i) {
        return parents[i];
    }

    /** Its last token, to be read next. */
    final int token(int i) {
        return tokens[i];
    }

    /** One hypothesis reads a given token. */
    final void read(int token) {
        become(new int[] {0}, new int[] {token}, 1);
    }

    /** The first {@code count} of these are the live hypotheses. */
    final void become(int[] newParents, int[] newTokens, int count) {
        parents = Arrays.copyOf(newParents, count);
        tokens = Arrays.copyOf(newTokens, count);
    }

    /** Nothing lives on. */
    final void end() {
        become(new int[0], new int[0], 0);
    }

    /**
     * Chooses the next tokens.
     *
     * @param rows outcome of the step that read the last ones; live hypothesis i has row {@code first + i}
     */
    abstract void advance(StepRows rows, int first);
}
