package org.seq4j.experiments.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of a tree and collects every fault on the way. A key with a fault takes its default, or zero, so that the
 * checks across keys can still look at the others.
 */
final class Binder {

    private final Schema schema = Schema.experiment();
    private final Interpolation interpolation;
    private final Faults faults;

    Binder(Interpolation interpolation, Faults faults) {
        this.interpolation = interpolation;
        this.faults = faults;
    }

    /** The whole experiment; of use only if no fault was found. */
    ExperimentConfig bind(Tree.Section root) {
        return (ExperimentConfig) bindRecord(ExperimentConfig.class, root, "");
    }

    /** The section of a sweep; of use only if no fault was found. */
    @Nullable
    SweepConfig bindSweep(Tree tree) {
        if (tree instanceof Tree.Section section) {
            return (SweepConfig) bindRecord(SweepConfig.class, section, SweepConfig.KEY);
        }
        faults.add(tree.place(), SweepConfig.KEY, "expected a mapping, found " + tree.describe());
        return null;
    }

    private Object bindRecord(Class<?> type, Tree.Section section, String path) {
        List<SchemaKey> keys = schema.keys(type, path);
        reportUnknown(type, keys, section, path);
        Object[] arguments = keys.stream().map(key -> bindKey(key, section)).toArray();
        return construct(type, arguments, section, path);
    }

    private void reportUnknown(Class<?> type, List<SchemaKey> keys, Tree.Section section, String path) {
        List<String> names = new ArrayList<>(keys.stream().map(SchemaKey::name).toList());
        if (type.isAnnotationPresent(Variant.class)) {
            names.add(0, Schema.TYPE);
        }
        for (Map.Entry<String, Tree.Entry> entry : section.entries().entrySet()) {
            String name = entry.getKey();
            if (!names.contains(name)) {
                faults.add(entry.getValue().keyPlace(), Schema.join(path, name), "unknown key" + hint(name, names));
            }
        }
    }

    private String hint(String name, List<String> names) {
        List<String> elsewhere = schema.pathsNamed(name);
        if (Nearest.to(name, names) == null && !elsewhere.isEmpty()) {
            return "; did you mean " + String.join(" or ", elsewhere) + "?";
        }
        return Nearest.hint(name, names);
    }

    private @Nullable Object bindKey(SchemaKey key, Tree.Section section) {
        Tree.Entry entry = section.entries().get(key.name());
        for (SchemaKey.Condition condition : key.conditions()) {
            if (!holds(condition)) {
                if (entry != null) {
                    faults.add(
                            entry.keyPlace(),
                            key.path(),
                            "only with " + condition + ", which is " + interpolation.text(condition.path())
                                    + " here; remove the key");
                }
                return key.isSection() ? standIn(key) : fallback(key);
            }
        }
        if (entry == null) {
            return absent(key, section);
        }
        if (key.isSection()) {
            return bindSection(key, entry.value());
        }
        if (key.isList()) {
            return bindList(key, entry.value());
        }
        if (key.type() == SweptKeys.class) {
            return SweptKeys.read(entry.value(), key.path(), faults);
        }
        return bindScalar(key, entry.value());
    }

    private boolean holds(SchemaKey.Condition condition) {
        String value = interpolation.text(condition.path());
        // Where the other key is faulty itself, only its own fault is reported.
        return !schema.names(condition.path()).contains(value)
                || condition.values().contains(value);
    }

    private @Nullable Object absent(SchemaKey key, Tree.Section section) {
        if (key.hasDefault() || key.isNullable()) {
            return fallback(key);
        }
        if (key.isSection()) {
            return bindSection(key, Tree.Section.empty(section.place()));
        }
        reportMissing(key, section.place());
        return fallback(key);
    }

    private void reportMissing(SchemaKey key, Place place) {
        String meaning = key.type() == String.class ? ": " + key.key().description() : "";
        faults.add(place, key.path(), "missing; expected " + key.expected() + meaning);
    }

    /** The default; without one, null or zero. */
    private @Nullable Object fallback(SchemaKey key) {
        if (key.hasDefault()) {
            Tree tree = YamlReader.readDefault(key.key().defaultValue(), key.path());
            return key.isList() ? bindList(key, tree) : bindScalar(key, tree);
        }
        return zero(key.component());
    }

    private static @Nullable Object zero(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == double.class) {
            return 0.0;
        }
        return type == boolean.class ? Boolean.FALSE : null;
    }

    private @Nullable Object bindSection(SchemaKey key, Tree tree) {
        Tree.Section section;
        if (tree instanceof Tree.Section given) {
            section = given;
        } else if (tree instanceof Tree.Scalar scalar && scalar.isMissing()) {
            reportMissing(key, scalar.place());
            return standIn(key);
        } else if (tree instanceof Tree.Scalar scalar && scalar.isNull()) {
            if (key.isNullable()) {
                return null;
            }
            section = Tree.Section.empty(scalar.place());
        } else {
            faults.add(tree.place(), key.path(), "expected a mapping, found " + tree.describe());
            return standIn(key);
        }
        return key.type().isSealed() ? bindVariant(key, section) : bindRecord(key.type(), section, key.path());
    }

    /** For a section with a fault: its defaults, or null where it may be absent. */
    private @Nullable Object standIn(SchemaKey key) {
        Tree.Section empty = Tree.Section.empty(Place.ofDefault(key.path()));
        return key.isNullable() ? null : new Binder(interpolation, new Faults()).bindSection(key, empty);
    }

    private @Nullable Object bindVariant(SchemaKey key, Tree.Section section) {
        Map<String, Class<?>> variants = Schema.variants(key.type());
        String path = Schema.join(key.path(), Schema.TYPE);
        Tree tree = section.get(Schema.TYPE);
        String names = "one of " + String.join(", ", variants.keySet());
        if (!(tree instanceof Tree.Scalar raw) || raw.isNull() || raw.isMissing()) {
            Place place = tree == null ? section.place() : tree.place();
            faults.add(place, path, "missing; expected " + names);
            return null;
        }
        Tree.Scalar scalar = interpolate(raw, path);
        Class<?> variant = scalar == null ? null : variants.get(scalar.text());
        if (variant == null) {
            if (scalar != null) {
                String nearest = Nearest.to(scalar.text(), variants.keySet());
                faults.add(
                        scalar.place(),
                        path,
                        "expected " + names + ", found " + scalar.describe()
                                + (nearest == null ? "" : "; did you mean " + nearest + "?"));
            }
            return null;
        }
        return bindRecord(variant, section, key.path());
    }

    private @Nullable Object bindScalar(SchemaKey key, Tree tree) {
        if (!(tree instanceof Tree.Scalar raw)) {
            faults.add(tree.place(), key.path(), "expected " + key.expected() + ", found " + tree.describe());
            return fallback(key);
        }
        Tree.Scalar scalar = interpolate(raw, key.path());
        if (scalar == null) {
            return zero(key.component());
        }
        if (scalar.isMissing()) {
            reportMissing(key, scalar.place());
            return fallback(key);
        }
        if (scalar.isNull() && key.isNullable()) {
            return null;
        }
        Object value = Values.parse(key, key.type(), scalar, key.path(), faults);
        return value == null ? zero(key.component()) : value;
    }

    private @Nullable List<Object> bindList(SchemaKey key, Tree tree) {
        if (tree instanceof Tree.Scalar scalar && scalar.isNull() && key.isNullable()) {
            return null;
        }
        if (!(tree instanceof Tree.Items list)) {
            faults.add(tree.place(), key.path(), "expected " + key.expected() + ", found " + tree.describe());
            return List.of();
        }
        if (!key.admits(list.items().size())) {
            faults.add(
                    list.place(),
                    key.path(),
                    "expected " + key.expected() + ", found a list of "
                            + list.items().size() + " items");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            String path = key.path() + '.' + i;
            Tree item = list.items().get(i);
            if (!(item instanceof Tree.Scalar raw)) {
                faults.add(item.place(), path, "expected " + key.expected() + ", found " + item.describe());
                continue;
            }
            Tree.Scalar scalar = interpolate(raw, path);
            Object value = scalar == null ? null : Values.parse(key, key.itemType(), scalar, path, faults);
            if (value != null && values.contains(value)) {
                faults.add(item.place(), path, raw.text() + " is there twice; remove one");
            } else if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private Tree.@Nullable Scalar interpolate(Tree.Scalar scalar, String path) {
        try {
            Tree.Scalar resolved = interpolation.resolve(scalar, path);
            if (resolved.isMissing() && !scalar.isMissing()) {
                faults.spoil(path); // the missing key it refers to is reported itself
                return null;
            }
            return resolved;
        } catch (ConfigException e) {
            faults.add(scalar.place(), path, e.faults().get(0).sentence());
            return null;
        }
    }

    private Object construct(Class<?> type, @Nullable Object[] arguments, Tree.Section section, String path) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    type.getSimpleName() + " does not accept "
                            + Stream.of(arguments).map(String::valueOf).collect(Collectors.joining(", ")) + " ("
                            + section.place() + ", " + path + ")",
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }
}
