package org.seq4j.data.reader;

import java.io.Closeable;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;

/**
 * Readers of texts in which examples stand one after the other; a part of each example makes the sequence. To read a
 * format of your own, say how examples are found in the lines of a text ({@link #open(Utf8Lines, String)}), on which line
 * each starts, and what the steps of its sequence are. The rest is here: the texts of an input split, reset, and records
 * that are found again by their metadata, which is the file's URI and the line, from 0, on which the example starts.
 *
 * <p>DataVec's readers are {@link java.io.Serializable}; fields that should come along are too.
 *
 * @param <E> an example
 */
public abstract class ExampleSequenceReader<E> extends SplitSequenceReader {
    private static final long serialVersionUID = 1L;

    private transient @Nullable TextSource source;
    private transient @Nullable Examples<E> open;
    private transient @Nullable E ahead;

    /**
     * The examples of a text, in its order.
     *
     * @param <E> an example
     */
    public interface Examples<E> extends Closeable {
        /** The next example, or null at the end. */
        @Nullable
        E next();

        /** Closes the text. */
        @Override
        void close();
    }

    /** The examples of a text of the split. */
    Examples<E> open(TextSource text) {
        return open(text.open(), text.name());
    }

    /**
     * The examples of a text.
     *
     * @param lines its lines, closed with the examples
     * @param name the text's name in messages
     */
    protected abstract Examples<E> open(Utf8Lines lines, String name);

    /** The line an example starts on, from 1. */
    protected abstract long line(E example);

    /** The part of an example: T time steps. */
    protected abstract List<List<Writable>> steps(E example);

    @Override
    final void rewind() {
        if (open != null) {
            open.close();
        }
        open = null;
        source = null;
        ahead = null;
    }

    @Override
    public final boolean hasNext() {
        while (ahead == null) {
            Examples<E> examples = open;
            if (examples == null) {
                source = advance();
                if (source == null) {
                    return false;
                }
                open = open(source);
                continue;
            }
            ahead = examples.next();
            if (ahead == null) {
                examples.close();
                open = null;
            }
        }
        return true;
    }

    @Override
    final @Nullable SequenceRecord read() {
        E example = ahead;
        if (example == null || source == null) {
            return null;
        }
        ahead = null;
        return record(example, new RecordMetaDataLine(Math.toIntExact(line(example) - 1), source.uri(), getClass()));
    }

    private SequenceRecord record(E example, RecordMetaData place) {
        return new org.datavec.api.records.impl.SequenceRecord(steps(example), place);
    }

    /** The first example of a stream; no steps where there is none. */
    @Override
    @SuppressWarnings("resource") // the caller owns the stream
    final List<List<Writable>> readSteps(Utf8Lines lines, String name) {
        E example = open(lines, name).next();
        return example == null ? List.of() : steps(example);
    }

    /** Reads each file once; the records come in the order of {@code places}. */
    @Override
    public final List<SequenceRecord> loadSequenceFromMetaData(List<RecordMetaData> places) {
        Map<URI, Map<Long, E>> files = new HashMap<>();
        List<SequenceRecord> records = new ArrayList<>(places.size());
        for (RecordMetaData metaData : places) {
            if (!(metaData instanceof RecordMetaDataLine place)) {
                throw new IllegalArgumentException("An example is found again by a RecordMetaDataLine, not by a "
                        + metaData.getClass().getSimpleName());
            }
            E example = files.computeIfAbsent(place.getURI(), this::byLine).get(place.getLineNumber() + 1L);
            if (example == null) {
                throw new DataException("No example starts on line " + (place.getLineNumber() + 1) + " of "
                        + place.getURI() + "; has the file changed?");
            }
            records.add(record(example, place));
        }
        return records;
    }

    private Map<Long, E> byLine(URI uri) {
        Map<Long, E> all = new HashMap<>();
        try (Examples<E> examples = open(again(uri))) {
            for (E example = examples.next(); example != null; example = examples.next()) {
                all.put(line(example), example);
            }
        }
        return all;
    }
}
