package org.seq4j.data.pointing;

import org.jspecify.annotations.Nullable;
import org.seq4j.data.pair.PairFile;
import org.seq4j.data.pair.PairReader;
import org.seq4j.data.pair.TextPair;

/** The examples of a CSV file: one column of elements, one of positions. */
final class CsvExamples extends PointingReader {
    private final PointingFile file;
    private final PairReader rows;
    private final ExampleBuilder builder;

    CsvExamples(PointingFile file) {
        this.file = file;
        String second = file.labelled() ? file.targetField() : file.vectorsField();
        this.rows = PairReader.open(PairFile.csv(file.path(), file.vectorsField(), second, file.header()));
        this.builder = new ExampleBuilder(file);
    }

    @Override
    public @Nullable PointingExample next() {
        TextPair row = rows.next();
        if (row == null) {
            return null;
        }
        builder.start(rows.lineNumber());
        int element = 0;
        for (String vector :
                row.source().isBlank() ? new String[0] : row.source().split(";", -1)) {
            element++;
            String[] values = words(vector);
            for (int i = 0; i < values.length; i++) {
                builder.value(
                        values[i],
                        "value " + (i + 1) + " of element " + element + " in column '" + file.vectorsField() + "'");
            }
            builder.element(values.length);
        }
        builder.endElements();
        String[] positions = file.labelled() ? words(row.target()) : new String[0];
        for (int i = 0; i < positions.length; i++) {
            builder.position(positions[i], "number " + (i + 1) + " in column '" + file.targetField() + "'");
        }
        return builder.build();
    }

    private static String[] words(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? new String[0] : stripped.split("\\s+");
    }

    @Override
    public long lineNumber() {
        return rows.lineNumber();
    }

    @Override
    public void close() {
        rows.close();
    }
}
