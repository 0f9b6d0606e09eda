package org.seq4j.data.pair;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;

/**
 * The pairs of a file, one at a time; memory holds one pair. A blank line is a pair of empty texts. Line breaks inside
 * a CSV field are line feeds. Faults are {@link DataException}s that name the file, the line and the field. Not for
 * several threads.
 */
public abstract class PairReader implements Closeable {
    PairReader() {}

    /**
     * Opens a file.
     *
     * @throws DataException where there is no such file, or its header lacks a field
     */
    public static PairReader open(PairFile file) {
        return switch (file.format()) {
            case TSV, CSV -> ColumnReader.columns(file);
            case JSONL -> new JsonLinesReader(file);
            case PARALLEL -> ParallelReader.lines(file);
        };
    }

    /**
     * The next pair, or null at the end.
     *
     * @throws DataException for malformed UTF-8, a missing field, or text that breaks the rules of its format
     */
    public abstract @Nullable TextPair next();

    /** Number of the line, from 1, on which the pair that {@link #next} returned last starts. */
    public abstract long lineNumber();

    @Override
    public abstract void close();
}
