package org.seq4j.experiments.evaluation.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Samples as a table: source, reference, output, right or wrong. Columns are aligned by display width, as wide as their
 * longest entry needs, and cut with an ellipsis where the line would be longer than the terminal.
 */
public final class SampleTable {

    private static final String GAP = "  ";
    private static final List<String> TITLES = List.of("source", "reference", "output");
    private static final int RIGHT_OR_WRONG = "wrong".length();
    private static final int NARROWEST = "reference".length();

    private SampleTable() {}

    /**
     * The lines of the table, a heading first.
     *
     * @param samples one line each
     * @param width columns of the terminal; less than fit three columns and the verdict is taken as that minimum
     */
    public static List<String> lines(List<Sample> samples, int width) {
        List<Function<Sample, String>> cells = List.of(Sample::source, Sample::reference, Sample::output);
        int[] widths = new int[cells.size()];
        List<List<String>> rows = new ArrayList<>();
        for (Sample sample : samples) {
            rows.add(cells.stream().map(cell -> oneLine(cell.apply(sample))).toList());
        }
        for (int c = 0; c < widths.length; c++) {
            widths[c] = DisplayWidth.of(TITLES.get(c));
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], DisplayWidth.of(row.get(c)));
            }
        }
        shrink(widths, width - RIGHT_OR_WRONG - GAP.length() * widths.length);
        List<String> lines = new ArrayList<>();
        lines.add(line(TITLES, widths, ""));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i), widths, samples.get(i).right() ? "right" : "wrong"));
        }
        return lines;
    }

    /** Narrows the widest columns, one column of the terminal at a time, until all fit. */
    private static void shrink(int[] widths, int available) {
        int sum = 0;
        for (int width : widths) {
            sum += width;
        }
        for (; sum > available; sum--) {
            int widest = 0;
            for (int c = 1; c < widths.length; c++) {
                widest = widths[c] > widths[widest] ? c : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private static String line(List<String> cells, int[] widths, String verdict) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            line.append(DisplayWidth.fit(cells.get(c), widths[c])).append(GAP);
        }
        return line.append(verdict).toString().stripTrailing();
    }

    /** Line ends, tabs and other control characters would break the table: they become spaces. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
