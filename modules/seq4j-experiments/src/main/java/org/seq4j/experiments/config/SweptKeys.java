package org.seq4j.experiments.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a sweep varies.
 *
 * @param all in the order of the file
 */
record SweptKeys(List<SweptKey> all) {

    static final String EXPECTED = "a mapping of dotted keys to lists of values or ranges";

    /** Keys that make no difference, or that a sweep makes itself. */
    private static final Set<String> NEVER = Set.of("name", "run_dir", "schema", Extends.KEY, SweepConfig.KEY);

    /**
     * One of them.
     *
     * @param path the key
     * @param place where it stands
     * @param values what it is given; none if it is drawn from a range
     * @param range what it is drawn from, if it is
     */
    record SweptKey(
            String path,
            Place place,
            List<Tree> values,
            @Nullable SweptRange range) {}

    /** Reads the mapping; what is wrong with it goes to {@code faults}. */
    static SweptKeys read(Tree tree, String path, Faults faults) {
        List<SweptKey> keys = new ArrayList<>();
        if (!(tree instanceof Tree.Section section) || section.entries().isEmpty()) {
            String found = tree instanceof Tree.Section ? "an empty one" : tree.describe();
            faults.add(tree.place(), path, "expected " + EXPECTED + ", found " + found);
            return new SweptKeys(keys);
        }
        for (Map.Entry<String, Tree.Entry> entry : section.entries().entrySet()) {
            String key = entry.getKey();
            String at = Schema.join(path, key);
            Place place = entry.getValue().keyPlace();
            Tree value = entry.getValue().value();
            if (!isKnown(key)) {
                faults.add(place, at, "unknown key" + Nearest.hint(key, known()));
            } else if (NEVER.contains(key)) {
                faults.add(place, at, "cannot be varied; remove the key");
            } else if (value instanceof Tree.Items list && !list.items().isEmpty()) {
                keys.add(new SweptKey(key, place, list.items(), null));
            } else if (value instanceof Tree.Section given) {
                SweptRange range = SweptRange.read(given, key, at, faults);
                if (range != null) {
                    keys.add(new SweptKey(key, place, List.of(), range));
                }
            } else {
                String found = value instanceof Tree.Items ? "an empty list" : value.describe();
                faults.add(
                        value.place(),
                        at,
                        "expected a list of values, or a range such as {min: 1, max: 9}, found " + found);
            }
        }
        return new SweptKeys(keys);
    }

    private static boolean isKnown(String key) {
        Schema schema = Schema.experiment();
        return !schema.find(key).isEmpty() || !schema.names(key).isEmpty() || NEVER.contains(key);
    }

    private static List<String> known() {
        return Schema.experiment().all().stream()
                .map(SchemaKey::path)
                .filter(path -> !path.startsWith(SweepConfig.KEY + "."))
                .distinct()
                .toList();
    }
}
