package org.seq4j.experiments.report;

import java.util.List;

/** Pieces of HTML; every text is escaped on its way in. */
final class Html {
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
     * Adds a table that scrolls by itself where the screen is narrow.
     *
     * @param caption what it tells
     * @param headings of the columns
     * @param rows as many cells each as there are headings; the first is the row's heading
     */
    Html table(String caption, List<String> headings, List<List<String>> rows) {
        raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escape(caption) + "\"><table>");
        element("caption", caption).raw("<thead><tr>");
        headings.forEach(heading -> element("th scope=\"col\"", heading));
        raw("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            raw("<tr>").element("th scope=\"row\"", row.get(0));
            row.subList(1, row.size()).forEach(cell -> element(isNumber(cell) ? "td class=\"n\"" : "td", cell));
            raw("</tr>\n");
        }
        return raw("</tbody></table></div>\n");
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[-+]?[0-9][0-9.,]*(e-?[0-9]+)?%?");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
