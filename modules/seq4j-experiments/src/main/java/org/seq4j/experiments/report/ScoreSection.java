package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was scored: the evaluations after training, and every validation. */
final class ScoreSection {
    private ScoreSection() {}

    static void write(Html page, RunResults run, RunLog log) {
        if (run.evaluations().isEmpty() && log.validations().isEmpty()) {
            return;
        }
        page.section("scores", "Scores");
        if (run.evaluations().isEmpty()) {
            page.raw("<p class=\"quiet\">Nothing has been scored after training; ")
                    .raw("<code>seq4j evaluate RUN --split test</code> does, and adds it here.</p>\n");
        }
        Map<Set<String>, List<List<String>>> tables = new LinkedHashMap<>();
        for (RunResults.Evaluation evaluation : run.evaluations()) {
            List<String> row = new ArrayList<>(List.of(evaluation.split(), String.join(" ", evaluation.overrides())));
            evaluation.scores().forEach((metric, score) -> row.add(Figures.score(metric, score)));
            tables.computeIfAbsent(evaluation.scores().keySet(), metrics -> new ArrayList<>())
                    .add(row);
        }
        tables.forEach((metrics, rows) -> {
            List<String> headings = new ArrayList<>(List.of("split", "changed keys"));
            headings.addAll(metrics);
            if (rows.stream().allMatch(row -> row.get(1).isEmpty())) {
                headings.remove(1);
                rows.forEach(row -> row.remove(1));
            }
            page.table("Evaluations after training", headings, rows);
        });
        if (!log.validations().isEmpty()) {
            page.raw("<details><summary>" + count(log.validations().size()) + "</summary>\n");
            validations(page, log);
            page.raw("</details>\n");
        }
        page.endSection();
    }

    private static String count(int validations) {
        return validations == 1 ? "1 validation" : validations + " validations";
    }

    private static void validations(Html page, RunLog log) {
        Set<String> metrics = log.metrics();
        List<String> headings = new ArrayList<>(List.of("update", "epoch"));
        headings.addAll(metrics);
        headings.add("");
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, Object> line : log.validations()) {
            List<String> row = new ArrayList<>(List.of(figure(line.get("update")), figure(line.get("epoch"))));
            metrics.forEach(metric -> row.add(
                    line.get(metric) instanceof Number score ? Figures.score(metric, score.doubleValue()) : ""));
            row.add(Boolean.TRUE.equals(line.get("best")) ? "best so far" : "");
            rows.add(row);
        }
        page.table("Validations (development data)", headings, rows);
    }

    private static String figure(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Number number ? Figures.of(number.doubleValue()) : "";
    }
}
