package org.seq4j.data.pointing;

import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.text.Utf8Lines;

/** Lines of numbers, the word {@code output}, and positions. */
final class PointsReader extends PointingReader {
    private static final String OUTPUT = "output";

    private final boolean labelled;
    private final Utf8Lines lines;
    private final ExampleBuilder builder;

    PointsReader(PointingFile file, Utf8Lines lines) {
        this.labelled = file.labelled();
        this.lines = lines;
        this.builder = new ExampleBuilder(file.path().toString(), file.features());
    }

    @Override
    public @Nullable PointingExample next() {
        String line = lines.next();
        if (line == null) {
            return null;
        }
        builder.start(lines.lineNumber());
        StringTokenizer fields = new StringTokenizer(line);
        boolean output = false;
        int number = 0;
        while (fields.hasMoreTokens() && !output) {
            String field = fields.nextToken();
            number++;
            output = field.equals(OUTPUT);
            if (!output) {
                builder.value(field, "field " + number);
            }
        }
        builder.cut();
        builder.endElements();
        if (!labelled) {
            return builder.build();
        }
        if (!output) {
            throw builder.fault(
                    "the line has no 'output'; after the numbers of the elements it needs the word output and the"
                            + " positions of the target",
                    null);
        }
        while (fields.hasMoreTokens()) {
            number++;
            builder.position(fields.nextToken(), "field " + number);
        }
        return builder.build();
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
