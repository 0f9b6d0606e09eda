package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.seq4j.experiments.run.RunFolder;

/** One run on a terminal: where it stands, its scores, what made it. */
public final class RunSummary {
    private RunSummary() {}

    /**
     * The lines.
     *
     * @throws org.seq4j.experiments.run.RunFolderException if a file of the folder cannot be read
     */
    public static List<String> of(RunFolder folder) {
        RunResults run = RunResults.of(folder);
        RunLog log = RunLog.of(folder.logged());
        List<String> lines = new ArrayList<>(RunList.lines(List.of(folder.path())));
        Map<String, Object> best = run.best();
        if (best != null) {
            lines.add("");
            lines.addAll(scores("best validation", Map.of("dev", RunResults.scores(best))));
        }
        for (RunResults.Evaluation evaluation : run.evaluations()) {
            String column = (evaluation.split() + " " + String.join(" ", evaluation.overrides())).strip();
            lines.add("");
            lines.addAll(scores("evaluation", Map.of(column, evaluation.scores())));
        }
        if (!log.training().isEmpty()) {
            Map<String, Object> last = log.training().get(log.training().size() - 1);
            lines.add("");
            lines.addAll(scores("training", Map.of("last", RunResults.scores(last))));
        }
        lines.add("");
        TextTable facts = new TextTable(List.of("run.json", ""));
        Provenance.rows(folder.info()).forEach(facts::add);
        lines.addAll(facts.lines());
        return lines;
    }

    private static List<String> scores(String heading, Map<String, Map<String, Double>> column) {
        TextTable table =
                new TextTable(List.of(heading, column.keySet().iterator().next()));
        column.values()
                .iterator()
                .next()
                .forEach((name, value) -> table.add(List.of(name, Figures.score(name, value))));
        return table.lines();
    }
}
