package org.seq4j.data.reader;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * Each line of a UTF-8 text file is a sequence, read one at a time: a file may be larger than memory. Lines without a
 * token are passed over and counted ({@link #emptyLines()}). A record's metadata is the file's URI and the line's
 * number from 0, as in DataVec's own line reader.
 */
public final class LineSequenceRecordReader extends TokenSequenceReader {
    private static final long serialVersionUID = 1L;

    private transient @Nullable TextSource source;
    private transient @Nullable Utf8Lines open;
    private transient @Nullable List<String> ahead;
    private transient long emptyLines;

    /** Time steps are tokens as {@link org.datavec.api.writable.Text}. */
    public LineSequenceRecordReader(Tokenizer tokenizer) {
        super(tokenizer, null);
    }

    /** Time steps are ids as {@link org.datavec.api.writable.IntWritable}. */
    public LineSequenceRecordReader(Tokenizer tokenizer, Vocabulary vocabulary) {
        super(tokenizer, vocabulary);
    }

    /** Lines without a token that were passed over since the reader was initialised or reset. */
    public long emptyLines() {
        return emptyLines;
    }

    @Override
    void rewind() {
        if (open != null) {
            open.close();
        }
        open = null;
        source = null;
        ahead = null;
        emptyLines = 0;
    }

    @Override
    public boolean hasNext() {
        while (ahead == null) {
            Utf8Lines lines = open;
            if (lines == null) {
                source = advance();
                if (source == null) {
                    return false;
                }
                open = source.open();
                continue;
            }
            String line = lines.next();
            if (line == null) {
                lines.close();
                open = null;
                continue;
            }
            List<String> tokens = tokenizer.tokenize(line);
            if (tokens.isEmpty()) {
                emptyLines++;
            } else {
                ahead = tokens;
            }
        }
        return true;
    }

    @Override
    @Nullable
    SequenceRecord read() {
        List<String> tokens = ahead;
        if (tokens == null || open == null || source == null) {
            return null;
        }
        ahead = null;
        int line = Math.toIntExact(open.lineNumber() - 1);
        return record(tokens, new RecordMetaDataLine(line, source.uri(), LineSequenceRecordReader.class));
    }

    /** The first line of the stream that has a token; no tokens where there is none. */
    @Override
    List<String> readTokens(Utf8Lines lines) {
        for (String line = lines.next(); line != null; line = lines.next()) {
            List<String> tokens = tokenizer.tokenize(line);
            if (!tokens.isEmpty()) {
                return tokens;
            }
        }
        return List.of();
    }

    /** Reads each file once, up to the last line asked for; the records come in the order of {@code places}. */
    @Override
    public List<SequenceRecord> loadSequenceFromMetaData(List<RecordMetaData> places) {
        SequenceRecord[] records = new SequenceRecord[places.size()];
        Map<URI, TreeMap<Integer, List<Integer>>> wanted = new HashMap<>();
        for (int i = 0; i < records.length; i++) {
            if (!(places.get(i) instanceof RecordMetaDataLine place)) {
                throw new IllegalArgumentException("A line is found again by a RecordMetaDataLine, not by a "
                        + places.get(i).getClass().getSimpleName());
            }
            wanted.computeIfAbsent(place.getURI(), uri -> new TreeMap<>())
                    .computeIfAbsent(place.getLineNumber(), line -> new ArrayList<>())
                    .add(i);
        }
        wanted.forEach((uri, lines) -> load(uri, lines, places, records));
        return Arrays.asList(records);
    }

    private void load(
            URI uri, SortedMap<Integer, List<Integer>> wanted, List<RecordMetaData> places, SequenceRecord[] records) {
        try (Utf8Lines lines = reopen(uri)) {
            while (!wanted.isEmpty()) {
                String line = lines.next();
                if (line == null) {
                    throw new DataException(uri + " has " + lines.lineNumber() + " lines, but line "
                            + (wanted.firstKey() + 1) + " is asked for; has the file changed?");
                }
                List<Integer> takers = wanted.remove(Math.toIntExact(lines.lineNumber() - 1));
                if (takers != null) {
                    takers.forEach(i -> records[i] = record(tokenizer.tokenize(line), places.get(i)));
                }
            }
        }
    }
}
