package org.seq4j.benchmarks.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.cases.Group;
import org.seq4j.benchmarks.result.CaseResult;
import org.seq4j.experiments.report.MarkdownTable;

/** Whether twice as long, or twice as wide, costs twice as much: the time of one token beside that of the first row of the same series. */
final class Scaling {
    private Scaling() {}

    static MarkdownTable table(List<CaseResult> results) {
        MarkdownTable table = new MarkdownTable(
                List.of("case", "ms", "us a token", "beside the first", "most beside the first", "kept"));
        Map<String, Double> first = new LinkedHashMap<>();
        for (CaseResult result : results) {
            Double token = perToken(result);
            String series = result.name().substring(0, result.name().lastIndexOf('/'));
            if (token != null) {
                first.putIfAbsent(series, token);
            }
            Double growth = token == null ? null : token / first.getOrDefault(series, token);
            table.add(List.of(
                    "`" + result.name() + "`",
                    Figures.value(result.unit(), result.seq4j()),
                    token == null ? "" : Figures.number(token * 1e3),
                    growth == null ? "" : String.format(Locale.ROOT, "%+.0f %%", (growth - 1) * 100),
                    String.format(Locale.ROOT, "%+.0f %%", (Group.GROWTH - 1) * 100),
                    growth == null ? "" : growth <= Group.GROWTH ? "yes" : "no"));
        }
        return table;
    }

    private static @Nullable Double perToken(CaseResult result) {
        Double milliseconds = result.seq4j().milliseconds();
        return milliseconds == null ? null : milliseconds / (size(result, "batch") * size(result, "time"));
    }

    private static double size(CaseResult result, String name) {
        return Double.parseDouble(result.parameters().getOrDefault(name, "1"));
    }
}
