package org.seq4j.data.corpus;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * A UTF-8 file as one continuous stream of tokens: those of each line, then {@link Tokenizer#lineBreak()} for each line
 * break (LF or CR LF) that is in the file. Lines may be empty. A line at a time is read, so counting takes no memory
 * but the vocabulary's.
 */
public record TextFile(Path path, Tokenizer tokenizer) {
    /** What is done with the tokens of (a part of) a line and its break. */
    private interface Visitor {
        void visit(List<String> tokens, boolean lineBreak);
    }

    /** N, the tokens of the file. */
    public long countTokens() {
        long[] count = new long[1];
        visit(Span.ALL, (tokens, lineBreak) -> count[0] += tokens.size() + (lineBreak ? 1 : 0));
        return count[0];
    }

    /** Counts the tokens at these positions. */
    public void count(Span span, Vocabulary.Counter counter) {
        visit(span, (tokens, lineBreak) -> {
            counter.addAll(tokens);
            if (lineBreak) {
                counter.add(tokenizer.lineBreak());
            }
        });
    }

    /**
     * The ids of the tokens at these positions.
     *
     * @throws DataException where the file is malformed or has more tokens than an array can hold
     */
    public EncodedText encode(Span span, Vocabulary vocabulary) {
        Encoder encoder = new Encoder(vocabulary);
        visit(span, encoder);
        return new EncodedText(Arrays.copyOf(encoder.ids, encoder.size), encoder.unknown, encoder.characters);
    }

    private void visit(Span span, Visitor visitor) {
        long position = 0;
        try (Utf8Lines lines = Utf8Lines.open(path)) {
            for (String line = lines.next(); line != null && position < span.to(); line = lines.next()) {
                List<String> tokens = tokenizer.tokenize(line);
                long end = position + tokens.size();
                if (end >= span.from()) {
                    int first = (int) Math.max(0, span.from() - position);
                    int last = (int) (Math.min(end, span.to()) - position);
                    visitor.visit(tokens.subList(first, last), lines.terminated() && span.contains(end));
                }
                position = end + (lines.terminated() ? 1 : 0);
            }
        }
    }

    private final class Encoder implements Visitor {
        private final Vocabulary vocabulary;
        private int[] ids = new int[1 << 12];
        private int size;
        private long unknown;
        private long characters;

        Encoder(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
        }

        @Override
        public void visit(List<String> tokens, boolean lineBreak) {
            for (int id : vocabulary.encode(tokens)) {
                add(id);
            }
            String text = tokenizer.join(tokens);
            characters += text.codePointCount(0, text.length());
            if (lineBreak) {
                add(vocabulary.id(tokenizer.lineBreak()));
                characters++;
            }
        }

        private void add(int id) {
            if (size == ids.length) {
                if (size > Integer.MAX_VALUE - 16) {
                    throw new DataException(path + " has more tokens than one array can hold (2^31); split the file.");
                }
                ids = Arrays.copyOf(ids, (int) Math.min(2L * size, Integer.MAX_VALUE - 8));
            }
            ids[size++] = id;
            unknown += id == Vocabulary.UNK ? 1 : 0;
        }
    }
}
