package org.seq4j.experiments.training.progress;

import java.io.PrintStream;
import java.util.Map;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.experiments.training.TrainingMonitor;
import org.seq4j.experiments.training.TrainingResult;

/** A bar on the last line of a terminal, redrawn at most five times a second; validations scroll by above it. */
final class ProgressBar implements TrainingMonitor {
    private static final int WIDTH = 24;
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private long drawn = System.nanoTime() - REDRAW_NANOS;

    ProgressBar(PrintStream err) {
        this.err = err;
    }

    @Override
    public void updated(Position position, boolean logged) {
        long now = System.nanoTime();
        if (now - drawn >= REDRAW_NANOS) {
            drawn = now;
            err.print(CLEAR + bar(position.fraction()) + " " + Lines.position(position));
            err.flush();
        }
    }

    static String bar(double fraction) {
        int full = (int) (Math.min(1, Math.max(0, fraction)) * WIDTH);
        return "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] "
                + (int) (100 * Math.min(1, Math.max(0, fraction))) + "%";
    }

    @Override
    public void validating() {
        err.print(CLEAR + "validating ...\r"); // what is logged meanwhile overwrites it
        err.flush();
    }

    @Override
    public void validated(Position position, Map<Metric, Double> metrics, boolean best, Samples samples) {
        err.print(CLEAR);
        err.println(Lines.validation(position, metrics, best));
        Lines.samples(samples).forEach(err::println);
    }

    @Override
    public void finished(TrainingResult result) {
        err.print(CLEAR);
        Lines.result(result).forEach(err::println);
    }
}
