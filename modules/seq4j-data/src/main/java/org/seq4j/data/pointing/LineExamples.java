package org.seq4j.data.pointing;

import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.Utf8Lines;

/** The examples of a file whose every line is one. */
final class LineExamples extends PointingReader {
    private final Utf8Lines lines;
    private final PointingLineParser parser;

    LineExamples(PointingFile file) {
        this.parser = PointingLineParser.of(file);
        this.lines = Utf8Lines.open(file.path());
    }

    @Override
    public @Nullable PointingExample next() {
        String line = lines.next();
        return line == null ? null : parser.parse(line, lines.lineNumber());
    }

    @Override
    public long lineNumber() {
        return lines.lineNumber();
    }

    @Override
    public void close() {
        lines.close();
    }
}
