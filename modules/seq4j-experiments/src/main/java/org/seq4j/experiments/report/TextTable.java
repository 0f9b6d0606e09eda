package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table for the terminal: columns two blanks apart, aligned to the left. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headings. */
    public TextTable(List<String> headings) {
        rows.add(headings);
    }

    /** Adds a row, one cell a heading. */
    public void add(List<String> cells) {
        rows.add(cells);
    }

    /** Its lines. */
    public List<String> lines() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
