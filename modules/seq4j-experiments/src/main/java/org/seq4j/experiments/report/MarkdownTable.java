package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of Markdown with aligned columns. */
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headings. */
    public MarkdownTable(List<String> headings) {
        rows.add(headings);
    }

    /** Adds a row, one cell a heading. */
    public void add(List<String> cells) {
        rows.add(cells.stream().map(cell -> cell.replace("|", "\\|")).toList());
    }

    /** The table, with an empty line behind it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < rows.size(); number++) {
            text.append(line(rows.get(number)));
            if (number == 0) {
                text.append("|").append("---|".repeat(rows.get(0).size())).append('\n');
            }
        }
        return text.append('\n').toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
