package org.seq4j.data.pair;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.text.Utf8Lines;

/**
 * The rows of a comma-separated text by the grammar of RFC 4180, section 2: a field in quotes may hold commas, line
 * breaks and doubled quotes; a field without holds no quote. A break of the grammar is a fault with its line, never
 * guessed at. A line break inside quotes, LF or CR LF, becomes a line feed.
 */
final class CsvRows implements ColumnReader.Rows {
    /** An open quote must close within so many characters, lest a stray one swallow the file. */
    private static final int LONGEST_FIELD = 1 << 24;

    private final Utf8Lines lines;
    private final String name;
    private String line = "";
    private long start;

    CsvRows(Utf8Lines lines, String name) {
        this.lines = lines;
        this.name = name;
    }

    @Override
    public @Nullable List<String> next() {
        String first = lines.next();
        if (first == null) {
            return null;
        }
        line = first;
        start = lines.lineNumber();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at >= 0) {
            at = line.startsWith("\"", at) ? quoted(at + 1, row) : plain(at, row);
        }
        return row;
    }

    @Override
    public long lineNumber() {
        return start;
    }

    /** Takes a field from here to the comma; the place after the comma, or -1 at the end of the row. */
    private int plain(int from, List<String> row) {
        int comma = line.indexOf(',', from);
        String field = line.substring(from, comma < 0 ? line.length() : comma);
        if (field.indexOf('"') >= 0) {
            throw fault(
                    row,
                    "has a quote inside a field without quotes; put the whole field in quotes and double those"
                            + " inside");
        }
        row.add(field);
        return comma < 0 ? -1 : comma + 1;
    }

    /** Takes a field after its opening quote, reading on over line breaks. */
    private int quoted(int from, List<String> row) {
        long opened = lines.lineNumber();
        StringBuilder field = new StringBuilder();
        int at = from;
        while (true) {
            int quote = line.indexOf('"', at);
            if (quote < 0) {
                field.append(line, at, line.length()).append('\n');
                String more = field.length() > LONGEST_FIELD ? null : lines.next();
                if (more == null) {
                    throw new DataException(name + ":" + opened + ": the quote that opens field " + row.size()
                            + " (from 0) is not closed; a quote inside quotes is written twice.");
                }
                line = more;
                at = 0;
                continue;
            }
            field.append(line, at, quote);
            at = quote + 1;
            if (!line.startsWith("\"", at)) {
                break;
            }
            field.append('"');
            at++;
        }
        if (at < line.length() && line.charAt(at) != ',') {
            throw fault(row, "goes on after its closing quote; a quote inside quotes is written twice");
        }
        row.add(field.toString());
        return at < line.length() ? at + 1 : -1;
    }

    private DataException fault(List<String> row, String what) {
        return new DataException(name + ":" + lines.lineNumber() + ": field " + row.size() + " (from 0) " + what + ".");
    }
}
