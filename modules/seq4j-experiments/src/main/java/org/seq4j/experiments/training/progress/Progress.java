package org.seq4j.experiments.training.progress;

import java.io.PrintStream;
import org.seq4j.experiments.training.TrainingMonitor;

/** Chooses how a training's progress is shown. */
public final class Progress {
    private Progress() {}

    /**
     * A bar on a terminal, else plain lines.
     *
     * @param err standard error
     * @param terminal whether it is a terminal
     */
    public static TrainingMonitor on(PrintStream err, boolean terminal) {
        return terminal ? new ProgressBar(err) : new ProgressLines(err);
    }
}
