package org.seq4j.benchmarks.cases;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes and choices of a case, in order. Ours and the peer's process are given the same ones.
 *
 * @param values by name, such as {@code hidden}: {@code 256}
 */
public record Parameters(Map<String, String> values) {
    /** No size is larger than this where a case is only tried out. */
    private static final Map<String, Integer> TINY = Map.ofEntries(
            Map.entry("size", 16),
            Map.entry("hidden", 8),
            Map.entry("embedding", 8),
            Map.entry("batch", 2),
            Map.entry("time", 4),
            Map.entry("length", 5),
            Map.entry("vocabulary", 60),
            Map.entry("labels", 4),
            Map.entry("points", 6),
            Map.entry("steps", 3),
            Map.entry("characters", 10),
            Map.entry("lines", 30),
            Map.entry("merges", 20));

    /** Keeps a copy. */
    public Parameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Names and values by turns. */
    public static Parameters of(Object... namesAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return new Parameters(values);
    }

    /** The same with another, or one more, value. */
    public Parameters with(String name, Object value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value.toString());
        return new Parameters(changed);
    }

    /** The same with sizes that take next to no time. */
    public Parameters tiny() {
        Map<String, String> small = new LinkedHashMap<>(values);
        TINY.forEach((name, most) -> small.computeIfPresent(
                name, (same, value) -> Integer.toString(Math.min(most, Integer.parseInt(value)))));
        return new Parameters(small);
    }

    /** The value of this name. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "A case was asked for " + name + " and has " + values.keySet() + " only.");
        }
        return value;
    }

    /** The number of this name. */
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** Whether the value of this name is {@code true}. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** {@code name=value} each. */
    public List<String> arguments() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }
}
