package org.seq4j.data.pointing;

import java.nio.file.Path;

/**
 * A file of examples, and how it is laid out.
 *
 * @param format the layout
 * @param path the file
 * @param features F; 0 takes that of the first example. With {@link PointingFormat#POINTS} it cuts the line's numbers
 *     into elements, so there it is at least 1
 * @param vectorsField the field of the elements: for CSV the number of the column from 0, or with a header its name; for
 *     JSONL the name, dots leading into nested objects; not used for POINTS
 * @param targetField the field of the target, likewise
 * @param header whether the first row of a CSV file names the columns
 * @param labelled whether every example has a target; where not, targets are passed over and left empty
 */
public record PointingFile(
        PointingFormat format,
        Path path,
        int features,
        String vectorsField,
        String targetField,
        boolean header,
        boolean labelled) {
    /** The usual name of the elements' field. */
    public static final String VECTORS = "vectors";

    /** The usual name of the target's field. */
    public static final String TARGET = "target";

    /** @throws IllegalArgumentException for features or a header that the layout cannot have */
    public PointingFile {
        if (features < (format == PointingFormat.POINTS ? 1 : 0)) {
            throw new IllegalArgumentException(
                    "Elements have 1 number or more; only CSV and JSONL show by themselves how many: " + format
                            + " with " + features);
        }
        if (header && format != PointingFormat.CSV) {
            throw new IllegalArgumentException("Only CSV files have a header, not " + format);
        }
    }

    /** A file in the layout of the published data, elements of two coordinates. */
    public static PointingFile points(Path path) {
        return new PointingFile(PointingFormat.POINTS, path, 2, VECTORS, TARGET, false, true);
    }

    /** A CSV file; columns by name with a header, by number from 0 with or without one. */
    public static PointingFile csv(Path path, String vectors, String target, boolean header) {
        return new PointingFile(PointingFormat.CSV, path, 0, vectors, target, header, true);
    }

    /** A file of one JSON object a line. */
    public static PointingFile jsonl(Path path, String vectors, String target) {
        return new PointingFile(PointingFormat.JSONL, path, 0, vectors, target, false, true);
    }

    /** The same file, whose elements must have so many numbers. */
    public PointingFile withFeatures(int count) {
        return new PointingFile(format, path, count, vectorsField, targetField, header, labelled);
    }

    /** The same file, read for its elements only. */
    public PointingFile unlabelled() {
        return new PointingFile(format, path, features, vectorsField, targetField, header, false);
    }
}
