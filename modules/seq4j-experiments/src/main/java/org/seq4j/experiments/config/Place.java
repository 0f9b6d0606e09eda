package org.seq4j.experiments.config;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a node of the tree was written.
 *
 * @param source file as the user named it, or the whole override
 * @param line line, from 1; 0 for an override
 * @param column column, from 1; 0 for an override
 * @param order position of the source among the sources, for sorting faults
 */
record Place(String source, int line, int column, int order) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::order)
            .thenComparing(Place::source)
            .thenComparingInt(Place::line)
            .thenComparingInt(Place::column);

    /** A place on the command line. */
    static Place ofOverride(String override, int number) {
        return new Place(override, 0, 0, 1_000_000 + number);
    }

    /** A key's default, which stands in the program. */
    static Place ofDefault(String path) {
        return new Place("default of " + path, 0, 0, 2_000_000);
    }

    boolean isOverride() {
        return line == 0 && order < 2_000_000;
    }

    /** The key that an override names, without its sign. */
    @Nullable
    String overriddenKey() {
        if (!isOverride()) {
            return null;
        }
        String key = source.startsWith("+") || source.startsWith("~") ? source.substring(1) : source;
        int equals = key.indexOf('=');
        return equals < 0 ? key : key.substring(0, equals);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, or {@code command line: key=value}. */
    @Override
    public String toString() {
        if (isOverride()) {
            return "command line: " + source;
        }
        return line == 0 ? source : source + ':' + line + ':' + column;
    }
}
