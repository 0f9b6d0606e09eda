package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seq4j.experiments.run.RunFolder;

/** The charts of a training: loss, metrics of the validations, learning rate, gradient norm, speed. */
final class CurveSection {
    /** Metrics in the unit of the training loss; errors of series are in that of the data, which training normalizes. */
    private static final Set<String> LIKE_TRAINING = Set.of("nats_per_token", "nats", "frame_nll");

    private CurveSection() {}

    static void write(Html page, RunLog log) {
        List<Map<String, Object>> training = log.training();
        List<Curve> loss = new ArrayList<>();
        loss.add(RunLog.curve("training", training, "loss"));
        List<String> metrics = new ArrayList<>(log.metrics());
        metrics.stream()
                .filter(LIKE_TRAINING::contains)
                .findFirst()
                .ifPresent(metric -> loss.add(RunLog.curve("validation (" + metric + ")", log.validations(), metric)));
        StringBuilder charts = new StringBuilder(LineChart.of("Loss", "updates", loss));
        for (String metric : metrics) {
            charts.append(LineChart.of(
                    metric + " (dev)", "updates", List.of(RunLog.curve("validation", log.validations(), metric))));
        }
        charts.append(single("Learning rate", training, "learning_rate"))
                .append(single("Gradient norm before clipping", training, "gradient_norm"))
                .append(single("Target tokens per second", training, "tokens_per_second"));
        if (!charts.isEmpty()) {
            page.section("curves", "Curves")
                    .raw("<div class=\"charts\">\n" + charts + "</div>\n")
                    .endSection();
        }
    }

    /**
     * The same charts with a curve for each of the first runs.
     *
     * @param labels what the runs are called, as many as there are runs
     */
    static void compare(Html page, List<RunFolder> folders, List<String> labels) {
        List<RunFolder> drawn = folders.subList(0, Math.min(folders.size(), LineChart.COLOURS));
        List<RunLog> logs =
                drawn.stream().map(folder -> RunLog.of(folder.logged())).toList();
        StringBuilder charts = new StringBuilder(beside("Training loss", labels, logs, RunLog::training, "loss"));
        Set<String> metrics = new LinkedHashSet<>();
        logs.forEach(log -> metrics.addAll(log.metrics()));
        metrics.forEach(metric -> charts.append(beside(metric + " (dev)", labels, logs, RunLog::validations, metric)));
        charts.append(beside("Learning rate", labels, logs, RunLog::training, "learning_rate"))
                .append(beside("Gradient norm before clipping", labels, logs, RunLog::training, "gradient_norm"));
        if (!charts.isEmpty()) {
            page.section("curves", "Curves");
            if (drawn.size() < folders.size()) {
                page.element("p class=\"quiet\"", "Of the first " + drawn.size() + " of " + folders.size() + " runs.");
            }
            page.raw("<div class=\"charts\">\n" + charts + "</div>\n").endSection();
        }
    }

    private static String beside(
            String title,
            List<String> labels,
            List<RunLog> logs,
            Function<RunLog, List<Map<String, Object>>> lines,
            String key) {
        List<Curve> curves = IntStream.range(0, logs.size())
                .mapToObj(i -> RunLog.curve(labels.get(i), lines.apply(logs.get(i)), key))
                .toList();
        return LineChart.of(title, "updates", curves);
    }

    private static String single(String title, List<Map<String, Object>> lines, String key) {
        return LineChart.of(title, "updates", List.of(RunLog.curve("training", lines, key)));
    }
}
