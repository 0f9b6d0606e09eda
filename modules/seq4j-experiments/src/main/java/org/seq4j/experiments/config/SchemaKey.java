package org.seq4j.experiments.config;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seq4j.backend.MemorySize;

/**
 * One key of the experiment file, as its record component declares it.
 *
 * @param path dotted path from the root
 * @param component the record component
 * @param key its annotation
 * @param variants the variants that it is in: the path of a key {@code type}, and the value that selects the variant
 */
record SchemaKey(String path, RecordComponent component, Key key, Map<String, String> variants) {

    /** Records that are no sections. */
    private static final Set<Class<?>> VALUES = Set.of(Duration.class, MemorySize.class, SweptKeys.class);

    /** The last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The path of the section the key is in; empty for the root. */
    String parent() {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** Type of the value, boxed. */
    Class<?> type() {
        Class<?> type = component.getType();
        if (type == int.class) {
            return Integer.class;
        }
        if (type == long.class) {
            return Long.class;
        }
        if (type == double.class) {
            return Double.class;
        }
        return type == boolean.class ? Boolean.class : type;
    }

    /** Type of a list's items. */
    Class<?> itemType() {
        ParameterizedType list = (ParameterizedType) component.getGenericType();
        return (Class<?>) list.getActualTypeArguments()[0];
    }

    boolean isList() {
        return List.class.isAssignableFrom(type());
    }

    /** Whether the value is a mapping with keys of its own. */
    boolean isSection() {
        return type().isRecord() && !VALUES.contains(type()) || type().isSealed();
    }

    boolean isNullable() {
        AnnotatedType type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }

    boolean hasDefault() {
        return !key.defaultValue().isEmpty();
    }

    /** Whether the file must give a value. */
    boolean isRequired() {
        return !hasDefault() && !isNullable() && !isSection();
    }

    /**
     * Another key on whose value this one depends.
     *
     * @param path its full path
     * @param name what messages call it
     * @param values the values with which this key exists
     */
    record Condition(String path, String name, List<String> values) {
        /** {@code "type: adam or adamw"}. */
        @Override
        public String toString() {
            int last = values.size() - 1;
            return name + ": "
                    + (last == 0
                            ? values.get(0)
                            : String.join(", ", values.subList(0, last)) + " or " + values.get(last));
        }
    }

    /** What must hold so that the key exists: all of it. */
    List<Condition> conditions() {
        return Arrays.stream(key.onlyIf()).map(this::condition).toList();
    }

    private Condition condition(String text) {
        int equals = text.indexOf('=');
        String name = text.substring(0, equals);
        List<String> values = List.of(text.substring(equals + 1).split("\\|"));
        return name.startsWith("/")
                ? new Condition(name.substring(1), name.substring(1), values)
                : new Condition(Schema.join(parent(), name), name, values);
    }

    /** Description and conditions as sentences. */
    String meaning() {
        return conditions().isEmpty()
                ? key.description()
                : key.description() + " Only with "
                        + conditions().stream().map(Condition::toString).collect(Collectors.joining(" and ")) + ".";
    }

    /** What a value must be: {@code "a whole number of at least 1"}. */
    String expected() {
        return expected(type());
    }

    private String expected(Class<?> type) {
        if (type == Integer.class || type == Long.class) {
            return "a whole number" + range(true);
        }
        if (type == Double.class) {
            return "a number" + range(false);
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == Duration.class) {
            return "a duration such as 40e (epochs), 500u or 100Ku (updates), 90s, 30m or 2h";
        }
        if (type == MemorySize.class) {
            return "an amount of memory such as 512m or 4g";
        }
        if (type == SweptKeys.class) {
            return SweptKeys.EXPECTED;
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", constants(type));
        }
        if (isList()) {
            return hasDefault() ? "a list such as " + key.defaultValue() : "a list of at least 1 item";
        }
        return key.shorthand().isEmpty() ? "a mapping" : "a mapping, or the value of its key " + key.shorthand();
    }

    /** {@code " from 1 to 64"}, {@code " of at least 0"}, {@code " above 0 and below 1"}; empty without bounds. */
    private String range(boolean whole) {
        boolean low = key.min() != Double.NEGATIVE_INFINITY;
        boolean high = key.max() != Double.POSITIVE_INFINITY;
        String min = number(key.min(), whole);
        String max = number(key.max(), whole);
        if (low && high && !key.aboveMin() && !key.belowMax()) {
            return key.min() == key.max() ? " equal to " + min : " from " + min + " to " + max;
        }
        String lower = low ? (key.aboveMin() ? " above " : " of at least ") + min : "";
        String upper = high ? (key.belowMax() ? " below " : " of at most ") + max : "";
        return lower + (low && high ? " and" : "") + upper;
    }

    /** Whether a number is within the bounds. */
    boolean admits(double value) {
        boolean low = key.aboveMin() ? value > key.min() : value >= key.min();
        boolean high = key.belowMax() ? value < key.max() : value <= key.max();
        return low && high;
    }

    private static String number(double value, boolean whole) {
        return whole || value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** The names of an enum's constants in the file. */
    static List<String> constants(Class<?> type) {
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                .map(constant -> constantName((Enum<?>) constant))
                .toList();
    }

    /** The name of an enum constant in the file. */
    static String constantName(Enum<?> constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}
