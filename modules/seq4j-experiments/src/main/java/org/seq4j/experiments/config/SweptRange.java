package org.seq4j.experiments.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Numbers to draw from.
 *
 * @param min the smallest
 * @param max the largest
 * @param log whether equal ratios, not equal differences, are equally probable
 * @param whole whether the numbers are whole
 * @param place where the range stands
 */
record SweptRange(double min, double max, boolean log, boolean whole, Place place) {

    private static final List<String> KEYS = List.of("min", "max", "scale");
    private static final MathContext DIGITS = new MathContext(4);

    /** Reads {@code {min: 1, max: 9, scale: log}} for a key; null after a fault. */
    static @Nullable SweptRange read(Tree.Section section, String key, String path, Faults faults) {
        boolean sound = true;
        for (String name : section.entries().keySet()) {
            if (!KEYS.contains(name)) {
                Place place = section.entries().get(name).keyPlace();
                faults.add(place, Schema.join(path, name), "unknown key" + Nearest.hint(name, KEYS));
                sound = false;
            }
        }
        List<Class<?>> types = Schema.experiment().find(key).stream()
                .<Class<?>>map(SchemaKey::type)
                .toList();
        boolean whole = types.contains(Integer.class) || types.contains(Long.class);
        if (!whole && !types.contains(Double.class)) {
            faults.add(section.place(), path, "a range needs a key that holds a number; expected a list of values");
            return null;
        }
        Double min = number(section, "min", whole, path, faults);
        Double max = number(section, "max", whole, path, faults);
        boolean log = false;
        Tree scale = section.get("scale");
        if (scale != null) {
            String text = scale instanceof Tree.Scalar scalar ? scalar.text() : "";
            log = text.equals("log");
            if (!log && !text.equals("linear")) {
                faults.add(
                        scale.place(),
                        Schema.join(path, "scale"),
                        "expected one of linear, log, found " + scale.describe());
                sound = false;
            }
        }
        if (min == null || max == null || !sound) {
            return null;
        }
        if (min >= max) {
            faults.add(section.place(), path, "expected min below max, found " + text(min) + " and " + text(max));
            return null;
        }
        if (log && min <= 0) {
            faults.add(section.place(), path, "scale: log needs min above 0, found " + text(min));
            return null;
        }
        return new SweptRange(min, max, log, whole, section.place());
    }

    private static @Nullable Double number(
            Tree.Section section, String name, boolean whole, String path, Faults faults) {
        Tree tree = section.get(name);
        Double value = tree instanceof Tree.Scalar scalar ? Values.number(scalar) : null;
        if (value == null || whole && value != Math.rint(value)) {
            String expected = "expected a " + (whole ? "whole " : "") + "number";
            String at = Schema.join(path, name);
            if (tree == null) {
                faults.add(section.place(), at, "missing; " + expected);
            } else {
                faults.add(tree.place(), at, expected + ", found " + tree.describe());
            }
            return null;
        }
        return value;
    }

    /** Draws a number; one that is not whole has four significant digits. */
    Tree draw(Random random) {
        double end = whole ? max + 1 : max;
        double part = random.nextDouble();
        double value = log ? min * Math.pow(end / min, part) : min + part * (end - min);
        double within = Math.min(max, Math.max(min, whole ? Math.floor(value) : rounded(value)));
        return new Tree.Scalar(text(within), true, place);
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    private static String text(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return Math.abs(value) < 1e-4 && value != 0 ? exact.toString().replace('E', 'e') : exact.toPlainString();
    }
}
