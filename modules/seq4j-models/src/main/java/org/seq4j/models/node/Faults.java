package org.seq4j.models.node;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a builder's values, so that the user reads all of it at once. */
public final class Faults {
    private final List<String> sentences = new ArrayList<>();

    /** Adds a fault. */
    public void add(String sentence) {
        sentences.add(sentence);
    }

    /** Adds a fault if a size or a number of things is below 1. */
    public void positive(String name, int value) {
        if (value < 1) {
            add("the " + name + " is at least 1, found " + value);
        }
    }

    /** Runs a check that throws {@link IllegalArgumentException} where something is wrong. */
    public void check(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            add(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Ends the checks.
     *
     * @param what what was to be built
     * @throws IllegalArgumentException with every fault, if there is one
     */
    public void throwIfAny(String what) {
        if (!sentences.isEmpty()) {
            throw new IllegalArgumentException("cannot build a " + what + ": " + String.join("; ", sentences));
        }
    }
}
