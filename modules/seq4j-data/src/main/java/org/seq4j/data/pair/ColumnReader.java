package org.seq4j.data.pair;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.ColumnNames;
import org.seq4j.data.text.Utf8Lines;

/** Two columns of a TSV or CSV file. */
final class ColumnReader extends PairReader {
    /** Cuts a text into rows of fields. */
    interface Rows {
        /** The fields of the next row, one empty field for a blank line; null at the end. */
        @Nullable
        List<String> next();

        /** The line on which the row that was returned last starts. */
        long lineNumber();
    }

    private final PairFile file;
    private final Utf8Lines lines;
    private final Rows rows;
    private final int source;
    private final int target;

    private ColumnReader(PairFile file, Utf8Lines lines) {
        this.file = file;
        this.lines = lines;
        this.rows = file.format() == PairFile.Format.CSV
                ? new CsvRows(lines, file.path().toString())
                : new TabRows(lines);
        List<String> header = file.header() ? rows.next() : null;
        if (file.header() && header == null) {
            throw new DataException(file.path() + " is empty; its first line should name the columns.");
        }
        this.source = ColumnNames.find(file.sourceField(), header, file.path().toString());
        this.target = ColumnNames.find(file.targetField(), header, file.path().toString());
    }

    static ColumnReader columns(PairFile file) {
        Utf8Lines lines = Utf8Lines.open(file.path());
        try {
            return new ColumnReader(file, lines);
        } catch (RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    @Override
    public @Nullable TextPair next() {
        List<String> row = rows.next();
        if (row == null) {
            return null;
        }
        if (row.size() == 1 && row.get(0).isEmpty()) {
            return new TextPair("", "");
        }
        return new TextPair(field(row, source, "source"), field(row, target, "target"));
    }

    private String field(List<String> row, int column, String what) {
        if (column >= row.size()) {
            throw new DataException(file.path() + ":" + lineNumber() + ": the " + what + " is column " + column
                    + " (from 0), but the line has only " + row.size()
                    + (file.format() == PairFile.Format.TSV ? " tab-separated" : " comma-separated")
                    + (row.size() == 1 ? " field" : " fields") + "; check the line and the format.");
        }
        return row.get(column);
    }

    @Override
    public long lineNumber() {
        return rows.lineNumber();
    }

    @Override
    public void close() {
        lines.close();
    }

    /** Every tab separates; there is no quoting. */
    private record TabRows(Utf8Lines lines) implements Rows {
        @Override
        public @Nullable List<String> next() {
            String line = lines.next();
            return line == null ? null : Arrays.asList(line.split("\t", -1));
        }

        @Override
        public long lineNumber() {
            return lines.lineNumber();
        }
    }
}
