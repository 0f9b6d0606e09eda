package org.seq4j.experiments.config;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a node of the tree was written.
 *
 * @param source file as the user named it, or the whole override
 * @param line line, from 1; 0 for an override, a default or a whole file
 * @param column column, from 1, or 0
 * @param order position of the source among the sources, for sorting faults
 */
record Place(String source, int line, int column, int order) implements Comparable<Place> {

    private static final int OVERRIDES = 1_000_000;
    private static final int DEFAULTS = 2_000_000;
    private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::order)
            .thenComparing(Place::source)
            .thenComparingInt(Place::line)
            .thenComparingInt(Place::column);

    /** A place on the command line. */
    static Place ofOverride(String override, int number) {
        return new Place(override, 0, 0, OVERRIDES + number);
    }

    /** A key's default, which stands in the program. */
    static Place ofDefault(String path) {
        return new Place("default of " + path, 0, 0, DEFAULTS);
    }

    boolean isOverride() {
        return order >= OVERRIDES && order < DEFAULTS;
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
