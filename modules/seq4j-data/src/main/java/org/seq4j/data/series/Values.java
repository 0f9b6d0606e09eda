package org.seq4j.data.series;

import java.util.Arrays;
import java.util.Locale;
import org.seq4j.data.text.Place;

/** The values of a series while it is read, step after step, missing ones as NaN until {@link #toArray}. */
final class Values {
    private final Missing missing;
    private float[] values = new float[64];
    private int count;

    Values(Missing missing) {
        this.missing = missing;
    }

    /** The number of a text; NaN where it is missing. */
    static float parse(String field, String what, Place place) {
        String text = field.strip();
        switch (text.toLowerCase(Locale.ROOT)) {
            case "", "?", "nan", "null", "na" -> {
                return Float.NaN;
            }
            default -> {
                return finite(text, what, place);
            }
        }
    }

    /** The number of a text, which must be there. */
    static float present(String field, String what, Place place) {
        float value = parse(field, what, place);
        if (Float.isNaN(value)) {
            throw place.fault(what + " is missing ('" + field.strip() + "'), but it is to be predicted; give a number");
        }
        return value;
    }

    private static float finite(String text, String what, Place place) {
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            value = Float.NaN;
        }
        if (!Float.isFinite(value)) {
            throw place.fault(what + " is '" + text + "', but a finite number is needed");
        }
        return value;
    }

    /** Takes the next value. */
    void add(float value, String what, Place place) {
        float kept = value;
        if (Float.isNaN(value)) {
            if (missing == Missing.ERROR) {
                throw place.fault(
                        what + " is missing (NaN, ? or empty); give a number, or let missing values be zero or"
                                + " interpolated");
            }
            kept = missing == Missing.ZERO ? 0f : Float.NaN;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = kept;
    }

    int count() {
        return count;
    }

    /** All values, none missing. */
    float[] toArray(int features, Place place) {
        float[] all = Arrays.copyOf(values, count);
        if (missing == Missing.INTERPOLATE) {
            for (int f = 0; f < features; f++) {
                interpolate(all, f, features, place);
            }
        }
        return all;
    }

    private static void interpolate(float[] all, int feature, int features, Place place) {
        int before = -1;
        for (int at = feature; at < all.length; at += features) {
            if (Float.isNaN(all[at])) {
                continue;
            }
            int first = before < 0 ? feature : before + features;
            for (int gap = first; gap < at; gap += features) {
                float share = before < 0 ? 1f : (float) (gap - before) / (at - before);
                all[gap] = before < 0 ? all[at] : all[before] + share * (all[at] - all[before]);
            }
            before = at;
        }
        if (before < 0) {
            throw place.fault("channel " + (feature + 1) + " has no value at all, so there is nothing to interpolate"
                    + " between; remove the series, or let missing values be zero");
        }
        for (int gap = before + features; gap < all.length; gap += features) {
            all[gap] = all[before];
        }
    }
}
