package org.seq4j.data.reader;

import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/** Readers whose steps are tokens or their ids. A record is the whole sequence in one list of T writables. */
abstract class TokenSequenceReader extends SplitSequenceReader {
    private static final long serialVersionUID = 1L;

    final Tokenizer tokenizer;
    private final @Nullable Vocabulary vocabulary;

    TokenSequenceReader(Tokenizer tokenizer, @Nullable Vocabulary vocabulary) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
    }

    /** The sequence of a stream that is no part of the input split. */
    abstract List<String> readTokens(Utf8Lines lines);

    @Override
    final List<List<Writable>> readSteps(Utf8Lines lines, String name) {
        return steps(readTokens(lines));
    }

    final List<List<Writable>> steps(List<String> tokens) {
        List<List<Writable>> steps = new ArrayList<>(tokens.size());
        if (vocabulary == null) {
            for (String token : tokens) {
                steps.add(List.of(new Text(token)));
            }
        } else {
            for (int id : vocabulary.encode(tokens)) {
                steps.add(List.of(new IntWritable(id)));
            }
        }
        return steps;
    }

    final SequenceRecord record(List<String> tokens, RecordMetaData place) {
        return new org.datavec.api.records.impl.SequenceRecord(steps(tokens), place);
    }

    /** The tokens of the vocabulary in the order of their ids; empty without a vocabulary. */
    @Override
    public List<String> getLabels() {
        return vocabulary == null ? List.of() : vocabulary.tokens();
    }
}
