package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.run.RunFolder;

/** A page of Markdown with the trainings of some runs, and what was scored after them. */
public final class ResultsPage {
    private ResultsPage() {}

    /**
     * The page.
     *
     * @param title its heading
     * @param folders the runs, in the order of the page
     * @throws org.seq4j.experiments.run.RunFolderException if a file of a folder cannot be read
     */
    public static String of(String title, List<RunFolder> folders) {
        List<RunResults> runs = folders.stream().map(RunResults::of).toList();
        StringBuilder page = new StringBuilder("# " + title + "\n\n");
        page.append("Made from the run folders by `./seq4j runs results`; nothing here is written by hand.\n\n");
        page.append("## Trainings\n\n").append(trainings(runs));
        RunRanking ranking = folders.size() > 1 ? RunRanking.of(folders) : null;
        if (ranking != null) {
            MarkdownTable best = new MarkdownTable(ranking.headings());
            ranking.rows().forEach(best::add);
            page.append("## Best first\n\n").append(best);
        }
        Map<Set<String>, MarkdownTable> tables = new LinkedHashMap<>();
        for (RunResults run : runs) {
            for (RunResults.Evaluation evaluation : run.evaluations()) {
                addTo(tables, run.name(), evaluation);
            }
        }
        if (!tables.isEmpty()) {
            page.append("## Evaluations after training\n\n");
            tables.values().forEach(page::append);
        }
        return page.toString().stripTrailing() + "\n";
    }

    private static MarkdownTable trainings(List<RunResults> runs) {
        MarkdownTable table = new MarkdownTable(
                List.of("run", "epochs", "updates", "minutes", "threads", "best epoch", "validation there"));
        for (RunResults run : runs) {
            Map<String, Object> end = run.end() == null ? Map.of() : run.end();
            Map<String, Object> best = run.best() == null ? Map.of() : run.best();
            table.add(List.of(
                    "`" + run.name() + "`",
                    number(end.get("epoch"), 1, "%.1f"),
                    number(end.get("update"), 1, "%.0f"),
                    number(end.get("seconds"), 60, "%.1f"),
                    run.threads() == 0 ? "" : String.valueOf(run.threads()),
                    number(best.get("epoch"), 1, "%.1f"),
                    String.join(
                            ", ",
                            RunResults.scores(best).entrySet().stream()
                                    .map(score ->
                                            score.getKey() + " " + Figures.score(score.getKey(), score.getValue()))
                                    .toList())));
        }
        return table;
    }

    private static void addTo(Map<Set<String>, MarkdownTable> tables, String name, RunResults.Evaluation evaluation) {
        MarkdownTable table = tables.computeIfAbsent(evaluation.scores().keySet(), metrics -> {
            List<String> headings = new ArrayList<>(List.of("run", "split", "changed keys"));
            headings.addAll(metrics);
            return new MarkdownTable(headings);
        });
        List<String> row = new ArrayList<>(List.of(
                "`" + name + "`",
                evaluation.split(),
                String.join(
                        " ",
                        evaluation.overrides().stream()
                                .map(override -> "`" + override + "`")
                                .toList())));
        evaluation.scores().forEach((metric, score) -> row.add(Figures.score(metric, score)));
        table.add(row);
    }

    private static String number(@Nullable Object value, double unit, String format) {
        return value instanceof Number number ? String.format(Locale.ROOT, format, number.doubleValue() / unit) : "";
    }
}
