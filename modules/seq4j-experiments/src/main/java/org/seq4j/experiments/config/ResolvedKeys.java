package org.seq4j.experiments.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The keys of an experiment file without its meaning: dotted paths and values as text, to be shown and compared. */
public final class ResolvedKeys {
    private ResolvedKeys() {}

    /**
     * Reads a file in which every value stands, such as a run folder's {@code config.resolved.yaml}.
     *
     * @return values by dotted path, in the order of the file; lists stand in brackets
     * @throws ConfigException if the file cannot be read or is no mapping
     */
    public static Map<String, String> of(Path file) {
        return of(Utf8File.read(file, 0), file.toString());
    }

    /** The keys of a text such as {@link LoadedConfig#resolvedYaml}. */
    public static Map<String, String> parse(String yaml) {
        return of(yaml, "configuration");
    }

    /**
     * The ends of dotted paths that tell them from each other: the last part of each, as many more where others end
     * likewise.
     *
     * @return short forms by path
     */
    public static Map<String, String> shortest(Collection<String> paths) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String path : paths) {
            String name = path.substring(path.lastIndexOf('.') + 1);
            while (!name.equals(path) && isShared(name, path, paths)) {
                name = path.substring(path.lastIndexOf('.', path.length() - name.length() - 2) + 1);
            }
            names.put(path, name);
        }
        return names;
    }

    private static boolean isShared(String end, String path, Collection<String> paths) {
        return paths.stream().anyMatch(other -> !other.equals(path) && ("." + other).endsWith("." + end));
    }

    private static Map<String, String> of(String yaml, String name) {
        Map<String, String> keys = new LinkedHashMap<>();
        collect(YamlReader.readFile(yaml, name, 0), "", keys);
        return keys;
    }

    private static void collect(Tree.Section section, String path, Map<String, String> keys) {
        section.entries().forEach((name, entry) -> {
            String key = Schema.join(path, name);
            if (entry.value() instanceof Tree.Section inner) {
                collect(inner, key, keys);
            } else {
                keys.put(key, text(entry.value()));
            }
        });
    }

    /** A value in one line. */
    static String text(Tree value) {
        if (value instanceof Tree.Scalar scalar) {
            return scalar.isNull() ? "null" : scalar.text();
        }
        if (value instanceof Tree.Items items) {
            return items.items().stream().map(ResolvedKeys::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((Tree.Section) value)
                .entries().entrySet().stream()
                        .map(entry ->
                                entry.getKey() + ": " + text(entry.getValue().value()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
