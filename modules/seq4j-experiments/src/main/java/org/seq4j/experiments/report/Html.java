package org.seq4j.experiments.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Pieces of HTML; every text is escaped on its way in. */
final class Html {
    private static final Pattern LONG_WORD = Pattern.compile("\\S{12,}");

    /** Longer cells are broken into lines. */
    private static final int LONG_CELL = 24;

    private final StringBuilder text = new StringBuilder();

    /** A text between tags or in a quoted attribute. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c == '\n' || c == '\t' || c >= ' ' ? c : '\uFFFD');
            }
        }
        return escaped.toString();
    }

    /** Adds HTML as it is. */
    Html raw(String html) {
        text.append(html);
        return this;
    }

    /** Adds an element that holds a text. */
    Html element(String tag, String content) {
        return raw("<" + tag + ">" + escape(content) + "</" + tag.split(" ", 2)[0] + ">");
    }

    /** Begins a section of the page. */
    Html section(String id, String heading) {
        return raw("<section id=\"" + id + "\">\n").element("h2", heading).raw("\n");
    }

    /** Ends it. */
    Html endSection() {
        return raw("</section>\n");
    }

    /**
     * Adds a table that scrolls by itself where the screen is narrow. Columns of numbers stand right with their headings,
     * others left.
     *
     * @param caption what it tells
     * @param headings of the columns
     * @param rows as many cells each as there are headings; the first is the row's heading
     */
    Html table(String caption, List<String> headings, List<List<String>> rows) {
        raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escape(caption) + "\"><table>");
        element("caption", caption).raw("<thead><tr>");
        List<String> classes = IntStream.range(0, headings.size())
                .mapToObj(column -> isNumeric(rows, column) ? " class=\"n\"" : "")
                .toList();
        for (int column = 0; column < headings.size(); column++) {
            raw("<th scope=\"col\"" + classes.get(column) + ">" + breakable(headings.get(column)) + "</th>");
        }
        raw("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            raw("<tr><th scope=\"row\"" + classes.get(0) + ">" + breakable(row.get(0)) + "</th>");
            for (int column = 1; column < row.size(); column++) {
                boolean isLong = row.get(column).length() > LONG_CELL;
                element("td" + (isLong ? " class=\"long\"" : classes.get(column)), row.get(column));
            }
            raw("</tr>\n");
        }
        return raw("</tbody></table></div>\n");
    }

    /** Whether at least half of the cells that are not empty are numbers or lengths of time. */
    private static boolean isNumeric(List<List<String>> rows, int column) {
        List<String> cells = rows.stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty() && !cell.equals("-"))
                .toList();
        long numbers = cells.stream().filter(Figures::isFigure).count();
        return numbers > 0 && 2 * numbers >= cells.size();
    }

    /** A text whose long words, such as dotted keys, may go on in the next line after a dot or an underscore. */
    private static String breakable(String text) {
        return LONG_WORD
                .matcher(escape(text))
                .replaceAll(word -> Matcher.quoteReplacement(word.group().replaceAll("[._](?=.)", "$0<wbr>")));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
