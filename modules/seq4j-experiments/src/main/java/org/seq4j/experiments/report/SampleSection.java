package org.seq4j.experiments.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the model wrote at its validations, the newest first and open. */
final class SampleSection {
    /** Validations that are shown: the first, the last, and others in between. */
    private static final int MOST = 12;

    private static final int WIDEST_TABLE = 120;

    /** Of a logged {@link org.seq4j.experiments.evaluation.sample.Sample}. */
    private static final List<String> COLUMNS = List.of("source", "reference", "output");

    private SampleSection() {}

    static void write(Html page, RunLog log) {
        List<Map<String, Object>> withSamples = log.validations().stream()
                .filter(line -> line.get("samples") instanceof List<?> samples && !samples.isEmpty())
                .toList();
        if (withSamples.isEmpty()) {
            return;
        }
        page.section("samples", "Samples over time");
        int shown = Math.min(MOST, withSamples.size());
        if (shown < withSamples.size()) {
            page.element("p class=\"quiet\"", shown + " of " + withSamples.size() + " validations.");
        }
        for (int i = shown - 1; i >= 0; i--) {
            int index = shown == 1 ? 0 : (int) ((long) i * (withSamples.size() - 1) / (shown - 1));
            Map<String, Object> line = withSamples.get(index);
            page.raw(i == shown - 1 ? "<details open>" : "<details>")
                    .element("summary", "after update " + line.get("update") + ", epoch " + line.get("epoch"))
                    .raw("\n");
            if (line.get("samples") instanceof List<?> samples) {
                write(page, samples);
            }
            page.raw("</details>\n");
        }
        page.endSection();
    }

    private static void write(Html page, List<?> samples) {
        if (samples.get(0) instanceof Map<?, ?>) {
            table(page, samples);
        } else {
            page.raw(pre(samples.stream().map(String::valueOf).collect(Collectors.joining("\n"))));
        }
    }

    /** A row a sample, whole; on a narrow screen the cells of a row stand one below the other. */
    private static void table(Html page, List<?> samples) {
        page.raw("<table class=\"samples\"><thead><tr>");
        COLUMNS.forEach(column -> page.element("th scope=\"col\"", column));
        page.raw("<th></th></tr></thead><tbody>\n");
        for (Object sample : samples) {
            if (sample instanceof Map<?, ?> row) {
                page.raw("<tr>");
                for (String column : COLUMNS) {
                    page.element("td data-is=\"" + column + "\"", String.valueOf(row.get(column)));
                }
                String verdict = Boolean.TRUE.equals(row.get("right")) ? "right" : "wrong";
                page.element("td class=\"" + verdict + "\"", verdict).raw("</tr>\n");
            }
        }
        page.raw("</tbody></table>\n");
    }

    /** Tables keep their columns and scroll by themselves where the screen is narrow; longer lines are broken. */
    private static String pre(String text) {
        boolean columns = text.lines().allMatch(line -> line.length() <= WIDEST_TABLE);
        return (columns ? "<pre class=\"columns\" tabindex=\"0\">" : "<pre>") + Html.escape(text) + "</pre>";
    }
}
