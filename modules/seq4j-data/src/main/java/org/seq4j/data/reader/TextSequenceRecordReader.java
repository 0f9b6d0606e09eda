package org.seq4j.data.reader;

import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataURI;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * A whole UTF-8 text file is one sequence: the tokens of each line, and {@link Tokenizer#lineBreak()} for each line
 * break in the file. An empty file is a sequence of length 0. A record's metadata is the file's URI.
 */
public final class TextSequenceRecordReader extends TokenSequenceReader {
    private static final long serialVersionUID = 1L;

    private transient @Nullable TextSource ahead;

    /** Time steps are tokens as {@link org.datavec.api.writable.Text}. */
    public TextSequenceRecordReader(Tokenizer tokenizer) {
        super(tokenizer, null);
    }

    /** Time steps are ids as {@link org.datavec.api.writable.IntWritable}. */
    public TextSequenceRecordReader(Tokenizer tokenizer, Vocabulary vocabulary) {
        super(tokenizer, vocabulary);
    }

    @Override
    void rewind() {
        ahead = null;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            ahead = advance();
        }
        return ahead != null;
    }

    @Override
    @Nullable
    SequenceRecord read() {
        TextSource source = ahead;
        if (source == null) {
            return null;
        }
        ahead = null;
        try (Utf8Lines lines = source.open()) {
            return record(readTokens(lines), new RecordMetaDataURI(source.uri(), TextSequenceRecordReader.class));
        }
    }

    @Override
    List<String> readTokens(Utf8Lines lines) {
        List<String> tokens = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            tokens.addAll(tokenizer.tokenize(line));
            if (lines.terminated()) {
                tokens.add(tokenizer.lineBreak());
            }
        }
        return tokens;
    }

    @Override
    public List<SequenceRecord> loadSequenceFromMetaData(List<RecordMetaData> places) {
        List<SequenceRecord> records = new ArrayList<>(places.size());
        for (RecordMetaData place : places) {
            try (Utf8Lines lines = reopen(place.getURI())) {
                records.add(record(readTokens(lines), place));
            }
        }
        return records;
    }
}
