package org.seq4j.benchmarks.worker;

import java.util.Map;

/**
 * What a side says once it is warm.
 *
 * @param versions of what computes, by name
 */
public record Ready(Map<String, String> versions) {
    /** Keeps a copy. */
    public Ready {
        if (versions == null) {
            throw new IllegalArgumentException("A side that is ready tells versions.");
        }
        versions = Map.copyOf(versions);
    }
}
