package org.seq4j.data.pointing;

import java.util.Arrays;
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

    ExampleBuilder(PointingFile file) {
        this.file = file.path().toString();
        this.features = file.features();
    }

    /** Begins an example. */
    void start(long lineNumber) {
        line = lineNumber;
        values = 0;
        elements = 0;
        targets = 0;
    }

    /**
     * A number of the present element.
     *
     * @param field what messages call it
     */
    void value(String text, String field) {
        float value = number(text);
        if (Float.isNaN(value) && !text.endsWith("NaN")) {
            throw fault(field + " is '" + text + "', but a number is needed");
        }
        if (!Float.isFinite(value)) {
            throw fault(field + " is " + text + ", but a finite number that fits a float is needed");
        }
        if (values == vectors.length) {
            vectors = Arrays.copyOf(vectors, 2 * values);
        }
        vectors[values++] = value;
    }

    /** The number that a text is, or NaN; Java's suffixes and hexadecimal numbers are none. */
    private static float number(String text) {
        char last = text.charAt(text.length() - 1);
        if ((Character.isLetter(last) && !text.endsWith("Infinity"))
                || text.indexOf('x') >= 0
                || text.indexOf('X') >= 0) {
            return Float.NaN;
        }
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    /** Ends an element of {@code count} numbers. */
    void element(int count) {
        elements++;
        if (features == 0 && count > 0) {
            features = count;
        }
        if (count != features || count == 0) {
            throw fault("element " + elements + " has " + numbers(count) + ", but "
                    + (features == 0
                            ? "at least 1 is needed"
                            : "every element of the file needs " + numbers(features)));
        }
    }

    /** Cuts the numbers so far into elements of F, and ends the elements. */
    void cutElements() {
        if (values % features != 0) {
            throw fault("there are " + numbers(values) + " before 'output', which are no whole elements of "
                    + numbers(features) + " each");
        }
        elements = values / features;
        endElements();
    }

    /** Ends the elements: there must be some. */
    void endElements() {
        if (elements == 0) {
            throw fault("the example has no elements; every example needs at least one");
        }
    }

    /** A position of the target, from text. */
    void position(String text, String field) {
        int position;
        try {
            position = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw fault(field + " is '" + text + "', but a whole number from 1 to " + elements + " is needed");
        }
        if (position < 1 || position > elements) {
            throw fault(field + " is " + position + ", but the example has the elements 1 to " + elements
                    + " (positions count from 1)");
        }
        if (targets == target.length) {
            target = Arrays.copyOf(target, 2 * targets);
        }
        target[targets++] = position;
    }

    PointingExample build() {
        return new PointingExample(Arrays.copyOf(vectors, values), features, Arrays.copyOf(target, targets));
    }

    /** File and line of the present example. */
    String place() {
        return file + ":" + line;
    }

    DataException fault(String what) {
        return new DataException(place() + ": " + what + ".");
    }

    private static String numbers(int count) {
        return count + (count == 1 ? " number" : " numbers");
    }
}
