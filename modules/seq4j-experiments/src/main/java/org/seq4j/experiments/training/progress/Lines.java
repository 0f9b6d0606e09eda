package org.seq4j.experiments.training.progress;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.experiments.training.TrainingMonitor.Position;
import org.seq4j.experiments.training.TrainingResult;

/** The wording of progress, shared by bar and lines. */
final class Lines {
    private static final int SAMPLE_WIDTH = 110;

    private Lines() {}

    static String position(Position p) {
        return format(
                "epoch %.2f  update %d  loss %s  lr %s  %s tokens/s  ETA %s",
                p.epoch(), p.update(), number(p.loss()), number(p.learningRate()), rate(p.tokensPerSecond()), left(p));
    }

    static String validation(Position p, Map<Metric, Double> metrics, boolean best) {
        StringJoiner line = new StringJoiner("  ");
        line.add(format("epoch %.2f  update %d  validation:", p.epoch(), p.update()));
        metrics.forEach((name, value) -> line.add(name.key() + " " + name.format(value)));
        return best ? line.add("(best)").toString() : line.toString();
    }

    static List<String> samples(Samples samples) {
        return samples.lines(SAMPLE_WIDTH).stream()
                .map(text -> "    | " + text.replace("\n", "\n    | "))
                .toList();
    }

    static List<String> result(TrainingResult r) {
        String why = switch (r.reason()) {
            case MAX_DURATION -> "Finished";
            case EARLY_STOPPING -> "Stopped early: " + r.metric().key() + " no longer improves";
            case INTERRUPTED -> "Interrupted, state saved";
            case PAUSED -> "Paused, state saved";
        };
        String line = format("%s after %d updates and %s.", why, r.update(), duration(r.seconds()));
        Double best = r.best();
        return best == null
                ? List.of(line)
                : List.of(
                        line,
                        format(
                                "Best %s %s at update %d.",
                                r.metric().key(), r.metric().format(best), r.bestUpdate()));
    }

    private static String left(Position p) {
        return Double.isNaN(p.secondsLeft()) ? "-" : duration(p.secondsLeft());
    }

    static String duration(double seconds) {
        long s = Math.round(seconds);
        return s < 3600 ? format("%d:%02d", s / 60, s % 60) : format("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }

    static String number(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < 1e-3 || size >= 1e6) ? format("%.3e", value) : format("%.4f", value);
    }

    private static String rate(double tokensPerSecond) {
        return tokensPerSecond >= 10_000 ? format("%.1fk", tokensPerSecond / 1000) : format("%.0f", tokensPerSecond);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
