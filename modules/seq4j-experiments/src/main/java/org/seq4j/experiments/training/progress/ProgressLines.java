package org.seq4j.experiments.training.progress;

import java.io.PrintStream;
import java.util.Map;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.experiments.training.TrainingMonitor;
import org.seq4j.experiments.training.TrainingResult;

/** One plain line for each line of the metrics log: for files and pipes. */
final class ProgressLines implements TrainingMonitor {
    private final PrintStream err;

    ProgressLines(PrintStream err) {
        this.err = err;
    }

    @Override
    public void updated(Position position, boolean logged) {
        if (logged) {
            err.println(Lines.position(position));
        }
    }

    @Override
    public void validated(Position position, Map<Metric, Double> metrics, boolean best, Samples samples) {
        err.println(Lines.validation(position, metrics, best));
        Lines.samples(samples).forEach(err::println);
    }

    @Override
    public void finished(TrainingResult result) {
        Lines.result(result).forEach(err::println);
    }
}
