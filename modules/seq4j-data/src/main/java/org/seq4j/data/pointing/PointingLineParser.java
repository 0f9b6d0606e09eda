package org.seq4j.data.pointing;

/** Makes an example of a line, for the layouts whose lines stand for themselves. Not for several threads. */
public interface PointingLineParser {
    /**
     * The example of a line.
     *
     * @param line its text
     * @param number its number, from 1, for messages
     * @throws org.seq4j.data.DataException as {@link PointingReader#next}
     */
    PointingExample parse(String line, long number);

    /**
     * The parser of a layout; the file's path is only a name in messages.
     *
     * @throws IllegalArgumentException for CSV, whose header and line breaks need the whole file
     */
    static PointingLineParser of(PointingFile file) {
        return switch (file.format()) {
            case POINTS -> new PointsLine(file);
            case JSONL -> new JsonLine(file);
            case CSV ->
                throw new IllegalArgumentException("A line of a CSV file cannot be read alone; use PointingReader");
        };
    }
}
