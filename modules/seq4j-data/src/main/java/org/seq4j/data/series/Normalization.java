package org.seq4j.data.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Place;

/**
 * Numbers of F features brought to like size: {@code (value - shift[f]) / scale[f]}. Shift and scale are those of the
 * training data, or with {@link Kind#PER_SERIES} those of each series. A feature that does not vary is shifted only.
 * Immutable; {@link #toText} is saved beside a model.
 */
public final class Normalization {
    /** How shift and scale come about. */
    public enum Kind {
        /** Numbers stay as they are. */
        NONE,
        /** Mean 0 and standard deviation 1 of each feature over all steps of the training data. */
        STANDARD,
        /** From 0 to 1 in the training data, each feature for itself. */
        MIN_MAX,
        /** Mean 0 and standard deviation 1 of each feature over the steps of each series; needs the whole series. */
        PER_SERIES;

        /** The name in configurations and texts, such as {@code min_max}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final float[] shift;
    private final float[] scale;

    private Normalization(Kind kind, float[] shift, float[] scale) {
        this.kind = kind;
        this.shift = shift;
        this.scale = scale;
    }

    /** Fits the values of training series, at least one. */
    public static Normalization ofValues(Kind kind, List<Series> train) {
        return fit(kind, train.get(0).features(), train, Series::values);
    }

    /**
     * Fits the targets of training series, at least one.
     *
     * @throws IllegalArgumentException for {@link Kind#PER_SERIES}, since targets to be predicted are not known
     */
    public static Normalization ofTargets(Kind kind, List<Series> train) {
        if (kind == Kind.PER_SERIES) {
            throw new IllegalArgumentException(
                    "Targets cannot be normalised per series: they are not known beforehand.");
        }
        return fit(kind, train.get(0).targetFeatures(), train, Series::targets);
    }

    private static Normalization fit(Kind kind, int features, List<Series> train, Function<Series, float[]> numbers) {
        float[] shift = new float[features];
        float[] scale = new float[features];
        Arrays.fill(scale, 1f);
        if (kind == Kind.STANDARD || kind == Kind.MIN_MAX) {
            for (int f = 0; f < features; f++) {
                int feature = f;
                fit(kind, f, features, () -> train.stream().map(numbers), shift, scale);
                if (!Float.isFinite(shift[feature]) || !Float.isFinite(scale[feature])) {
                    throw new DataException("Feature " + (f + 1) + " of the training data is too large to normalise.");
                }
            }
        }
        return new Normalization(kind, shift, scale);
    }

    private interface Rows {
        Stream<float[]> stream();
    }

    /** Shift and scale of one feature, in double precision and two passes. */
    private static void fit(Kind kind, int feature, int features, Rows rows, float[] shift, float[] scale) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        long count = 0;
        for (float[] row : (Iterable<float[]>) rows.stream()::iterator) {
            for (int i = feature; i < row.length; i += features) {
                least = Math.min(least, row[i]);
                most = Math.max(most, row[i]);
                sum += row[i];
                count++;
            }
        }
        if (kind == Kind.MIN_MAX) {
            shift[feature] = (float) least;
            scale[feature] = most > least ? (float) (most - least) : 1f;
            return;
        }
        double mean = sum / count;
        double squares = 0;
        for (float[] row : (Iterable<float[]>) rows.stream()::iterator) {
            for (int i = feature; i < row.length; i += features) {
                squares += (row[i] - mean) * (row[i] - mean);
            }
        }
        shift[feature] = (float) mean;
        scale[feature] = most > least ? (float) Math.sqrt(squares / count) : 1f;
    }

    public Kind kind() {
        return kind;
    }

    /** F. */
    public int features() {
        return shift.length;
    }

    /** The numbers {@code [T * F]} of a series, normalised, in an array of their own. */
    public float[] apply(float[] numbers) {
        float[] offset = shift;
        float[] unit = scale;
        if (kind == Kind.PER_SERIES) {
            offset = new float[features()];
            unit = new float[features()];
            for (int f = 0; f < offset.length; f++) {
                fit(Kind.STANDARD, f, offset.length, () -> Stream.of(numbers), offset, unit);
            }
        }
        float[] normal = new float[numbers.length];
        for (int i = 0; i < normal.length; i++) {
            int f = i % features();
            normal[i] = (numbers[i] - offset[f]) / unit[f];
        }
        return normal;
    }

    /**
     * The numbers {@code [T * F]} that {@link #apply} took.
     *
     * @throws IllegalStateException for {@link Kind#PER_SERIES}, whose shift and scale are gone
     */
    public float[] invert(float[] normal) {
        if (kind == Kind.PER_SERIES) {
            throw new IllegalStateException("What was normalised per series cannot be turned back.");
        }
        float[] numbers = new float[normal.length];
        for (int i = 0; i < normal.length; i++) {
            numbers[i] = normal[i] * scale[i % features()] + shift[i % features()];
        }
        return numbers;
    }

    /**
     * Series with normalised values.
     *
     * @throws DataException naming file and line, for a series of another number of channels
     */
    public List<Series> values(List<Series> series) {
        List<Series> normal = new ArrayList<>(series.size());
        for (Series one : series) {
            if (one.features() != features()) {
                throw one.place()
                        .fault("the series has " + one.features() + (one.features() == 1 ? " channel" : " channels")
                                + ", but the training data " + features() + "; give series of as many");
            }
            normal.add(one.withValues(apply(one.values())));
        }
        return normal;
    }

    /**
     * Series with normalised targets.
     *
     * @throws DataException naming file and line, for a series of another number of targets
     */
    public List<Series> targets(List<Series> series) {
        List<Series> normal = new ArrayList<>(series.size());
        for (Series one : series) {
            if (one.targetFeatures() != features()) {
                throw one.place()
                        .fault("the series has " + one.targetFeatures()
                                + (one.targetFeatures() == 1 ? " target" : " targets") + ", but the training data "
                                + features() + "; give series of as many");
            }
            normal.add(one.withTargets(apply(one.targets()), one.perStep()));
        }
        return normal;
    }

    /** The kind on the first line, then shift and scale of a feature a line; {@link #fromText} reads it back exactly. */
    public String toText() {
        StringBuilder text = new StringBuilder(kind.key()).append('\n');
        for (int f = 0; f < shift.length; f++) {
            text.append(shift[f]).append(' ').append(scale[f]).append('\n');
        }
        return text.toString();
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @param source the file's name in messages
     * @throws DataException naming the line, for what it did not write
     */
    public static Normalization fromText(String text, String source) {
        List<String> lines = text.lines().toList();
        Kind kind = Stream.of(Kind.values())
                .filter(k -> !lines.isEmpty() && k.key().equals(lines.get(0)))
                .findFirst()
                .orElseThrow(() -> new Place(source, 1)
                        .fault("the first line should be none, standard, min_max or per_series; is this a"
                                + " normalisation that seq4j wrote?"));
        float[] shift = new float[lines.size() - 1];
        float[] scale = new float[shift.length];
        for (int f = 0; f < shift.length; f++) {
            Place place = new Place(source, f + 2L);
            String[] numbers = lines.get(f + 1).split(" ", -1);
            if (numbers.length != 2) {
                throw place.fault("the line should be a shift and a scale, but has " + numbers.length + " fields");
            }
            shift[f] = Values.present(numbers[0], "the shift", place);
            scale[f] = Values.present(numbers[1], "the scale", place);
        }
        return new Normalization(kind, shift, scale);
    }
}
