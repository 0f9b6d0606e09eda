package org.seq4j.experiments.config;

/**
 * One fault of an experiment file.
 *
 * @param place {@code file:line:column}, or {@code command line: key=value}
 * @param path dotted path of the key, empty where the fault belongs to none
 * @param sentence what was expected, what was found, what to do
 */
public record Fault(String place, String path, String sentence) {

    /** {@code place: path: sentence}. */
    @Override
    public String toString() {
        return path.isEmpty() ? place + ": " + sentence : place + ": " + path + ": " + sentence;
    }
}
