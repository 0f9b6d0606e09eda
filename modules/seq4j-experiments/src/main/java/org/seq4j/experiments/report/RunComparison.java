package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.seq4j.experiments.config.ResolvedKeys;
import org.seq4j.experiments.run.RunFolder;

/**
 * Runs side by side: the keys that differ, and the scores.
 *
 * @param folders the runs, in the order of the columns
 * @param keys values of each key that is not the same in all runs, {@code -} where a run has no such key
 * @param scores of the best validation, and of the evaluations after training
 */
public record RunComparison(List<RunFolder> folders, Map<String, List<String>> keys, Map<String, List<String>> scores) {
    private static final String NONE = "-";

    /** Keys that differ between any two runs and tell nothing. */
    private static final Set<String> NAMES = Set.of("name", "run_dir");

    /**
     * Compares runs.
     *
     * @param folders two or more
     * @throws org.seq4j.experiments.run.RunFolderException if a file of a folder cannot be read
     */
    public static RunComparison of(List<RunFolder> folders) {
        return new RunComparison(folders, differingKeys(folders), beside(folders, RunComparison::scores));
    }

    /** The values of each key that is not the same in all runs. */
    static Map<String, List<String>> differingKeys(List<RunFolder> folders) {
        Map<String, List<String>> keys = beside(folders, folder -> ResolvedKeys.of(folder.resolvedConfig()));
        keys.entrySet()
                .removeIf(key -> NAMES.contains(key.getKey())
                        || Set.copyOf(key.getValue()).size() == 1);
        return keys;
    }

    private static Map<String, List<String>> beside(
            List<RunFolder> folders, Function<RunFolder, Map<String, String>> values) {
        List<Map<String, String>> columns = folders.stream().map(values).toList();
        Set<String> names = new LinkedHashSet<>();
        columns.forEach(column -> names.addAll(column.keySet()));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        names.forEach(name -> rows.put(
                name,
                columns.stream().map(column -> column.getOrDefault(name, NONE)).toList()));
        return rows;
    }

    private static Map<String, String> scores(RunFolder folder) {
        RunResults run = RunResults.of(folder);
        Map<String, String> scores = new LinkedHashMap<>();
        scores.put("state", RunState.of(RunLog.of(folder.logged())).words());
        Map<String, Object> end = run.end() == null ? Map.of() : run.end();
        if (end.get("update") instanceof Number updates) {
            scores.put("updates", Figures.of(updates.doubleValue()));
        }
        if (end.get("seconds") instanceof Number seconds) {
            scores.put("time", Figures.time(seconds.doubleValue()));
        }
        Map<String, Object> best = run.best();
        if (best != null) {
            RunResults.scores(best)
                    .forEach((metric, score) -> scores.put("best validation: " + metric, Figures.score(metric, score)));
        }
        for (RunResults.Evaluation evaluation : run.evaluations()) {
            String where = (evaluation.split() + " " + String.join(" ", evaluation.overrides())).strip();
            evaluation
                    .scores()
                    .forEach((metric, score) -> scores.put(where + ": " + metric, Figures.score(metric, score)));
        }
        return scores;
    }

    /** The comparison for the terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(table("key", keys));
        lines.add("");
        lines.addAll(table("score", scores));
        RunRanking ranking = RunRanking.of(folders);
        if (ranking != null) {
            lines.add("");
            lines.addAll(ranking.lines());
        }
        return lines;
    }

    private static List<String> headings(String first, List<String> names) {
        List<String> headings = new ArrayList<>(List.of(first));
        headings.addAll(names);
        return headings;
    }

    private List<String> table(String first, Map<String, List<String>> rows) {
        TextTable table = new TextTable(
                headings(first, folders.stream().map(RunFolder::name).toList()));
        rows(rows).forEach(table::add);
        return table.lines();
    }

    private static List<List<String>> rows(Map<String, List<String>> values) {
        List<List<String>> rows = new ArrayList<>();
        values.forEach((name, cells) -> {
            List<String> row = new ArrayList<>(List.of(name));
            row.addAll(cells);
            rows.add(row);
        });
        return rows;
    }

    /** The comparison as a page, with the curves of the first runs over each other. */
    public String html() {
        String title = "Comparison of " + folders.size() + " runs";
        RunLabels runs = RunLabels.of(folders);
        List<String> labels = runs.labels();
        Html page = new Html().raw(RunReport.head(title));
        page.raw("<header>").element("h1", title).raw("\n");
        runs.write(page);
        page.raw("</header>\n<main>\n");
        page.section("scores", "Scores").table("Scores of each run", headings("score", labels), rows(scores));
        RunRanking ranking = RunRanking.of(folders, labels);
        if (ranking != null) {
            page.table("Best first", ranking.headings(), ranking.rows());
        }
        page.endSection();
        page.section("keys", "Configuration");
        if (keys.isEmpty()) {
            page.element("p", "All keys but name and run_dir have the same values.");
        } else {
            page.table("Keys whose values differ", headings("key", labels), rows(keys));
        }
        page.endSection();
        CurveSection.compare(page, folders, labels);
        return page.raw("</main>\n</body>\n</html>\n").toString();
    }
}
