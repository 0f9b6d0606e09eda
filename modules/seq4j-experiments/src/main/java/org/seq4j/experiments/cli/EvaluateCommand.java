package org.seq4j.experiments.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.seq4j.experiments.evaluation.LabelReport;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.metric.ClassScore;
import org.seq4j.experiments.evaluation.metric.CorpusScore;
import org.seq4j.experiments.evaluation.picture.PictureException;
import org.seq4j.experiments.report.RunReport;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.training.Split;
import org.seq4j.experiments.training.TrainedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code evaluate}: the metrics of a trained model. */
@Command(
        name = "evaluate",
        description =
                "Scores a trained model on one of its experiment's data splits, and keeps the scores in the run folder.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
    private Path run = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "train|dev|test",
            defaultValue = "dev",
            description = "Which data (default: ${DEFAULT-VALUE}).")
    private Split split = Split.DEV;

    @Mixin
    private CheckpointOption checkpoint = new CheckpointOption();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another value for a key of the experiment, such as decoding.beam_size=1; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--json",
            description =
                    "Print one JSON object of metric names and numbers; where outputs were compared with references, signatures says how; of models that put out labels reports holds precision, recall, F1 and support of each.")
    private boolean json;

    @Override
    public Integer call() {
        TrainedRun trained = TrainedRun.open(run, checkpoint.which(), overrides);
        Console.err().println("Scoring " + trained.checkpoint() + " on the " + split.key() + " data.");
        long start = System.nanoTime();
        Scores scores = trained.evaluate(split);
        double seconds = (System.nanoTime() - start) / 1e9;
        print(scores);
        try {
            trained.record(split, overrides, scores, seconds);
        } catch (UncheckedIOException e) { // a run folder that cannot be written can still be scored
            Console.err().println("The scores are not kept in the run folder: " + e.getMessage() + ".");
        }
        try {
            trained.draw(split, scores)
                    .forEach(picture -> Console.err().println("Confusions: " + picture + ".png and .svg"));
        } catch (PictureException e) { // scores are worth having without pictures
            Console.err().println(e.getMessage());
        }
        report();
        return Main.OK;
    }

    private void report() {
        try {
            RunReport.write(RunFolder.open(run));
        } catch (UncheckedIOException e) {
            Console.err().println("The report is not written anew: " + e.getMessage() + ".");
        }
    }

    private static String signature(CorpusScore score) {
        return score.name() + "|" + score.signature();
    }

    private void print(Scores scores) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            Map<String, String> signatures = new LinkedHashMap<>();
            scores.values().forEach((metric, value) -> object.put(metric.key(), value));
            scores.signed().forEach((metric, score) -> signatures.put(metric.key(), signature(score)));
            if (!signatures.isEmpty()) {
                object.put("signatures", signatures);
            }
            if (!scores.reports().isEmpty()) {
                object.put("reports", reports(scores));
            }
            Console.out().println(new JsonMapper().writeValueAsString(object));
            return;
        }
        int width = scores.values().keySet().stream()
                .mapToInt(metric -> metric.key().length())
                .max()
                .orElse(0);
        scores.values().forEach((metric, value) -> {
            CorpusScore signed = scores.signed().get(metric);
            String line = String.format(Locale.ROOT, "%-" + width + "s  %s", metric.key(), metric.format(value));
            Console.out().println(signed == null ? line : line + "  " + signature(signed) + " " + signed.details());
        });
        for (LabelReport report : scores.reports()) {
            if (!report.classes().classes().isEmpty()) {
                Console.out()
                        .print("\n" + report.name() + "\n" + report.classes().table());
            }
        }
    }

    private static Map<String, Object> reports(Scores scores) {
        Map<String, Object> reports = new LinkedHashMap<>();
        for (LabelReport report : scores.reports()) {
            Map<String, Object> classes = new LinkedHashMap<>();
            for (ClassScore score : report.classes().classes()) {
                Map<String, Object> numbers = new LinkedHashMap<>();
                numbers.put("precision", score.precision());
                numbers.put("recall", score.recall());
                numbers.put("f1", score.f1());
                numbers.put("support", score.support());
                classes.put(score.name(), numbers);
            }
            if (!classes.isEmpty()) {
                reports.put(report.name(), classes);
            }
        }
        return reports;
    }
}
