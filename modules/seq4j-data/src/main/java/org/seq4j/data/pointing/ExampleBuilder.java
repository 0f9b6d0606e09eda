package org.seq4j.data.pointing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;

/** Collects the numbers of one example after another, and says in a sentence what is wrong with one. */
final class ExampleBuilder {
    private final String file;
    private int features;

    private long line;
    private float[] vectors = new float[64];
    private int values;
    private int elements;
    private int[] target = new int[16];
    private int targets;

    /** @param features F, or 0 for that of the first element */
    ExampleBuilder(String file, int features) {
        this.file = file;
        this.features = features;
    }

    /** Begins an example. */
    void start(long lineNumber) {
        line = lineNumber;
        values = 0;
        elements = 0;
        targets = 0;
    }

    /** A number of the present element, from text. */
    void value(String text, String field) {
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw fault(field + " is '" + text + "', but a number is needed", e);
        }
        value(value, text, field);
    }

    /** A number of the present element, which was written as {@code text}. */
    void value(float value, String text, String field) {
        if (!Float.isFinite(value)) {
            throw fault(field + " is " + text + ", but a finite number that fits a float is needed", null);
        }
        if (values == vectors.length) {
            vectors = Arrays.copyOf(vectors, 2 * values);
        }
        vectors[values++] = value;
    }

    /** Ends an element of {@code count} numbers. */
    void element(int count) {
        elements++;
        if (features == 0 && count > 0) {
            features = count;
        }
        if (count != features || count == 0) {
            throw fault(
                    "element " + elements + " has " + numbers(count) + ", but "
                            + (features == 0
                                    ? "at least 1 is needed"
                                    : "every element of the file needs " + numbers(features)),
                    null);
        }
    }

    /** Cuts the numbers so far into elements of F. */
    void cut() {
        if (values % features != 0) {
            throw fault(
                    "there are " + numbers(values) + " before 'output', which are no whole elements of "
                            + numbers(features) + " each",
                    null);
        }
        elements = values / features;
    }

    /** A position of the target, from text. */
    void position(String text, String field) {
        int position;
        try {
            position = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw fault(field + " is '" + text + "', but a whole number from 1 to " + elements + " is needed", e);
        }
        if (position < 1 || position > elements) {
            throw fault(
                    field + " is " + position + ", but the example has the elements 1 to " + elements
                            + " (positions count from 1)",
                    null);
        }
        if (targets == target.length) {
            target = Arrays.copyOf(target, 2 * targets);
        }
        target[targets++] = position;
    }

    /** Ends the elements: there must be some. */
    void endElements() {
        if (elements == 0) {
            throw fault("the example has no elements; every example needs at least one", null);
        }
    }

    PointingExample build() {
        return new PointingExample(Arrays.copyOf(vectors, values), features, Arrays.copyOf(target, targets));
    }

    DataException fault(String what, @Nullable Throwable cause) {
        return new DataException(file + ":" + line + ": " + what + ".", cause);
    }

    private static String numbers(int count) {
        return count + (count == 1 ? " number" : " numbers");
    }
}
