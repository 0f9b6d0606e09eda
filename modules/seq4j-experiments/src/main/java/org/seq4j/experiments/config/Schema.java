package org.seq4j.experiments.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The keys of the experiment file, read off the records once. */
final class Schema {

    /** The key that selects the record of a sealed interface. */
    static final String TYPE = "type";

    private static final Schema EXPERIMENT = new Schema();

    /** A record in one of its places. */
    private record Use(Class<?> recordType, String path) {}

    private final Map<Use, List<SchemaKey>> byUse = new LinkedHashMap<>();

    private final List<SchemaKey> all = new ArrayList<>();

    private Schema() {
        visit(ExperimentConfig.class, "", Map.of());
        visit(SweepConfig.class, SweepConfig.KEY, Map.of());
    }

    static Schema experiment() {
        return EXPERIMENT;
    }

    /** The keys of a record, in order, with the paths that they have where the record's section is at {@code path}. */
    List<SchemaKey> keys(Class<?> recordType, String path) {
        return Objects.requireNonNull(byUse.get(new Use(recordType, path)));
    }

    /** All keys, sections before their keys; the keys of variants one variant after the other. */
    List<SchemaKey> all() {
        return List.copyOf(all);
    }

    /** The keys with that path: several, if variants share it. */
    List<SchemaKey> find(String path) {
        return all.stream().filter(key -> key.path().equals(path)).toList();
    }

    /** The keys with that path that exist with the types, of the path of a key {@code type}, that {@code possible} admits. */
    List<SchemaKey> find(String path, BiPredicate<String, String> possible) {
        return find(path).stream()
                .filter(key -> key.variants().entrySet().stream()
                        .allMatch(variant -> possible.test(variant.getKey(), variant.getValue())))
                .toList();
    }

    /** Whether a key at that path holds true or false. */
    boolean isTruthValue(String path) {
        return find(path).stream().anyMatch(key -> key.type() == Boolean.class);
    }

    /**
     * The names that a key at that path can hold: constants, variants, or true and false; empty if it holds something else.
     */
    List<String> names(String path) {
        int dot = path.lastIndexOf('.');
        if (dot > 0 && path.substring(dot + 1).equals(TYPE)) {
            for (SchemaKey section : find(path.substring(0, dot))) {
                if (section.type().isSealed()) {
                    return List.copyOf(variants(section.type()).keySet());
                }
            }
        }
        return find(path).stream()
                .flatMap(key -> names(key.type()).stream())
                .distinct()
                .toList();
    }

    private static List<String> names(Class<?> type) {
        if (type == Boolean.class) {
            return List.of("true", "false");
        }
        return type.isEnum() ? SchemaKey.constants(type) : List.of();
    }

    /** The paths of all keys that have that name. */
    List<String> pathsNamed(String name) {
        return all.stream()
                .filter(key -> key.name().equals(name))
                .map(SchemaKey::path)
                .distinct()
                .toList();
    }

    /** The variants of a sealed interface, by the value of {@code type}. */
    static Map<String, Class<?>> variants(Class<?> sealedType) {
        Map<String, Class<?>> variants = new LinkedHashMap<>();
        for (Class<?> permitted : sealedType.getPermittedSubclasses()) {
            variants.put(variantName(permitted), permitted);
        }
        return variants;
    }

    /** The value of {@code type} that selects the record. */
    static String variantName(Class<?> recordType) {
        return Objects.requireNonNull(recordType.getAnnotation(Variant.class), recordType.getName())
                .value();
    }

    /** camelCase to snake_case. */
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    static String join(String parent, String name) {
        return parent.isEmpty() ? name : parent + '.' + name;
    }

    private void visit(Class<?> recordType, String path, Map<String, String> within) {
        List<SchemaKey> keys = Arrays.stream(recordType.getRecordComponents())
                .map(component -> new SchemaKey(
                        join(path, snakeCase(component.getName())),
                        component,
                        annotation(recordType, component),
                        within))
                .toList();
        byUse.put(new Use(recordType, path), keys);
        for (SchemaKey key : keys) {
            all.add(key);
            if (key.type().isSealed()) {
                variants(key.type()).forEach((name, variant) -> {
                    Map<String, String> inner = new LinkedHashMap<>(within);
                    inner.put(join(key.path(), TYPE), name);
                    visit(variant, key.path(), inner);
                });
            } else if (key.isSection()) {
                visit(key.type(), key.path(), within);
            }
        }
    }

    private static Key annotation(Class<?> recordType, RecordComponent component) {
        @Nullable Key key = component.getAnnotation(Key.class);
        return Objects.requireNonNull(key, () -> recordType + "." + component.getName() + " lacks @Key");
    }
}
