package org.seq4j.data.pointing;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;

/**
 * The examples of a file, one at a time; memory holds one example. Faults are {@link DataException}s that name the file,
 * the line and the field. Not for several threads.
 */
public abstract class PointingReader implements Closeable {
    PointingReader() {}

    /**
     * Opens a file.
     *
     * @throws DataException where there is no such file, or its header lacks a field
     */
    public static PointingReader open(PointingFile file) {
        return switch (file.format()) {
            case POINTS, JSONL -> new LineExamples(file);
            case CSV -> new CsvExamples(file);
        };
    }

    /**
     * All examples of a file.
     *
     * @throws DataException as {@link #open} and {@link #next}
     */
    public static List<PointingExample> readAll(PointingFile file) {
        List<PointingExample> examples = new ArrayList<>();
        try (PointingReader reader = open(file)) {
            for (PointingExample example = reader.next(); example != null; example = reader.next()) {
                examples.add(example);
            }
        }
        return examples;
    }

    /**
     * The next example, or null at the end.
     *
     * @throws DataException for malformed UTF-8; an example without elements; an element with too few or too many
     *     numbers; what is no number or not finite; a position that is not 1..n; a missing target; text that breaks the
     *     rules of its format
     */
    public abstract @Nullable PointingExample next();

    /** Number of the line, from 1, on which the example that {@link #next} returned last starts. */
    public abstract long lineNumber();

    @Override
    public abstract void close();
}
