package org.seq4j.benchmarks.cases;

import java.io.IOException;
import java.nio.file.Path;
import org.seq4j.data.corpus.LineFile;
import org.seq4j.data.corpus.Span;
import org.seq4j.data.corpus.TextFile;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;

/** Plain text, as one stream of characters and as lines of words. */
final class TextReaders {
    private TextReaders() {}

    private static Path file(Parameters parameters) throws IOException {
        return Scratch.file("text.txt", new RandomText(1).lines(parameters.number("lines")));
    }

    static Iteration characters(Parameters parameters) throws IOException {
        TextFile text = new TextFile(file(parameters), Tokenizer.characters());
        Vocabulary.Counter counter = new Vocabulary.Counter();
        text.count(Span.ALL, counter);
        Vocabulary vocabulary = counter.build();
        return () -> text.encode(Span.ALL, vocabulary).ids().length;
    }

    static Iteration lines(Parameters parameters) throws IOException {
        LineFile lines = new LineFile(file(parameters), Tokenizer.words());
        Vocabulary.Counter counter = new Vocabulary.Counter();
        lines.count(Span.ALL, counter);
        Vocabulary vocabulary = counter.build();
        return () -> lines.encode(Span.ALL, vocabulary).report().tokens();
    }
}
