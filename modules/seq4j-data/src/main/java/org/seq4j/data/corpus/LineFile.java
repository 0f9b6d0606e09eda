package org.seq4j.data.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.seq4j.data.text.Utf8Lines;
import org.seq4j.data.token.Tokenizer;
import org.seq4j.data.vocabulary.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UTF-8 file with one sequence a line. Lines without a token are passed over and counted; a line with more than
 * {@code maxLength} tokens is dropped or cut, counted, and reported in the log. A line at a time is read.
 *
 * @param maxLength most tokens of a line, the leading tag counted, {@code <s>} and {@code </s>} not; 0 for no limit
 * @param overLength what happens to longer lines
 */
public record LineFile(Path path, Tokenizer tokenizer, int maxLength, OverLength overLength) {
    private static final Logger LOG = LoggerFactory.getLogger(LineFile.class);

    public LineFile {
        if (maxLength < 0) {
            throw new IllegalArgumentException("A greatest length is 0 (no limit) or more, not " + maxLength);
        }
    }

    /** A file without a limit on the length of its lines. */
    public LineFile(Path path, Tokenizer tokenizer) {
        this(path, tokenizer, 0, OverLength.DROP);
    }

    /** How many lines have a token, whatever their length: the positions a {@link Span} counts. */
    public long countLines() {
        LineReport report = new LineFile(path, tokenizer).visit(Span.ALL, tokens -> {});
        return report.kept();
    }

    /** Counts the tokens of the kept lines at these positions. */
    public LineReport count(Span span, Vocabulary.Counter counter) {
        return visit(span, counter::addAll);
    }

    /** The ids of the kept lines at these positions; a warning in the log tells what was left out. */
    public EncodedLines encode(Span span, Vocabulary vocabulary) {
        List<int[]> lines = new ArrayList<>();
        LineReport read = visit(span, tokens -> lines.add(vocabulary.encode(tokens)));
        long unknown = 0;
        for (int[] line : lines) {
            for (int id : line) {
                unknown += id == Vocabulary.UNK ? 1 : 0;
            }
        }
        LineReport report = new LineReport(
                read.kept(), read.empty(), read.dropped(), read.truncated(), read.tokens(), unknown, read.characters());
        if (report.leftOut()) {
            LOG.warn("{}: {} (max_length {})", path, report.describe(), maxLength);
        }
        return new EncodedLines(lines, report);
    }

    private LineReport visit(Span span, Consumer<List<String>> visitor) {
        long position = 0;
        long kept = 0;
        long empty = 0;
        long dropped = 0;
        long truncated = 0;
        long count = 0;
        long characters = 0;
        try (Utf8Lines lines = Utf8Lines.open(path)) {
            for (String line = lines.next(); line != null && position < span.to(); line = lines.next()) {
                List<String> tokens = tokenizer.tokenize(line);
                if (tokens.isEmpty()) {
                    empty += position >= span.from() ? 1 : 0;
                    continue;
                }
                if (!span.contains(position++)) {
                    continue;
                }
                if (maxLength > 0 && tokens.size() > maxLength) {
                    if (overLength == OverLength.DROP) {
                        dropped++;
                        continue;
                    }
                    truncated++;
                    tokens = tokens.subList(0, maxLength);
                }
                visitor.accept(tokens);
                String text = tokenizer.join(tokens);
                kept++;
                count += tokens.size();
                characters += text.codePointCount(0, text.length());
            }
        }
        return new LineReport(kept, empty, dropped, truncated, count, 0, characters);
    }
}
