package org.seq4j.experiments.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seq4j.backend.MemorySize;

/** Turns a scalar into a number, a truth value, an enum constant, a duration or text; faults are sentences. */
final class Values {

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,40}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private Values() {}

    /** The number that a scalar holds, or null if it holds none. */
    static @Nullable Double number(Tree.Scalar scalar) {
        if (!scalar.plain() || !NUMBER.matcher(scalar.text()).matches()) {
            return null;
        }
        double value = Double.parseDouble(scalar.text());
        return Double.isFinite(value) ? value : null;
    }

    /** The value, or null after a fault was added. */
    static @Nullable Object parse(SchemaKey key, Class<?> type, Tree.Scalar scalar, String path, Faults faults) {
        if (type == String.class) {
            boolean blank = scalar.isNull() || scalar.text().isBlank();
            return blank ? fault(key.expected(), scalar, path, faults) : scalar.text();
        }
        if (type.isEnum()) {
            return constant(type, scalar, path, faults);
        }
        if (type == Duration.class) {
            try {
                return Duration.parse(scalar.text());
            } catch (IllegalArgumentException e) {
                return fault(key.expected(), scalar, path, faults);
            }
        }
        if (type == MemorySize.class) {
            try {
                return MemorySize.parse(scalar.text());
            } catch (IllegalArgumentException e) {
                return fault(key.expected(), scalar, path, faults);
            }
        }
        if (scalar.plain()
                && type == Boolean.class
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return Boolean.valueOf(scalar.text());
        }
        if (scalar.plain()
                && (type == Integer.class || type == Long.class)
                && WHOLE.matcher(scalar.text()).matches()) {
            return whole(key, type, scalar, path, faults);
        }
        if (scalar.plain()
                && type == Double.class
                && NUMBER.matcher(scalar.text()).matches()) {
            double value = Double.parseDouble(scalar.text());
            return Double.isFinite(value) && key.admits(value)
                    ? (Object) value
                    : fault(key.expected(), scalar, path, faults);
        }
        return fault(key.expected(), scalar, path, faults);
    }

    private static @Nullable Object whole(
            SchemaKey key, Class<?> type, Tree.Scalar scalar, String path, Faults faults) {
        try {
            long value = Long.parseLong(scalar.text());
            boolean fits = type == Long.class || value == (int) value;
            if (fits && key.admits(value)) {
                return type == Long.class ? (Object) value : (Object) (int) value;
            }
            if (!fits && key.admits(value)) {
                return fault("a whole number of at most " + Integer.MAX_VALUE, scalar, path, faults);
            }
        } catch (NumberFormatException e) {
            return fault(
                    "a whole number of at most " + (type == Long.class ? Long.MAX_VALUE : Integer.MAX_VALUE),
                    scalar,
                    path,
                    faults);
        }
        return fault(key.expected(), scalar, path, faults);
    }

    private static @Nullable Object constant(Class<?> type, Tree.Scalar scalar, String path, Faults faults) {
        for (Object constant : type.getEnumConstants()) {
            if (SchemaKey.constantName((Enum<?>) constant).equals(scalar.text())) {
                return constant;
            }
        }
        String nearest = Nearest.to(scalar.text(), SchemaKey.constants(type));
        return fault(
                "one of " + String.join(", ", SchemaKey.constants(type)),
                scalar,
                path,
                faults,
                nearest == null ? "" : "; did you mean " + nearest + "?");
    }

    private static @Nullable Object fault(String expected, Tree.Scalar found, String path, Faults faults) {
        return fault(expected, found, path, faults, "");
    }

    private static @Nullable Object fault(String expected, Tree.Scalar found, String path, Faults faults, String hint) {
        faults.add(found.place(), path, "expected " + expected + ", found " + found.describe() + hint);
        return null;
    }
}
