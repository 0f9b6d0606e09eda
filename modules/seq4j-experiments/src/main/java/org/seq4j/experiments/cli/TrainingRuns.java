package org.seq4j.experiments.cli;

import java.util.function.Function;
import org.seq4j.experiments.training.Training;
import org.seq4j.experiments.training.TrainingResult;
import org.seq4j.experiments.training.progress.Progress;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code train} and {@code resume} have in common: progress, signals, exit codes. */
final class TrainingRuns {
    private TrainingRuns() {}

    /**
     * Trains until the end or until a signal.
     *
     * @param spec the command, for {@code run.json}
     * @param runFolder where it trains
     * @param work what to do
     * @return the exit code
     */
    static int run(CommandSpec spec, String runFolder, Function<Training, TrainingResult> work) {
        try (StopOnSignal stop = new StopOnSignal()) {
            return run(spec, stop, runFolder, work);
        }
    }

    /** The same where the signals are waited for by the caller. */
    static int run(CommandSpec spec, StopOnSignal stop, String runFolder, Function<Training, TrainingResult> work) {
        Training training = new Training()
                .monitor(Progress.on(Console.err(), Console.errIsTerminal()))
                .notes(Console.err()::println)
                .stopRequested(stop)
                .calledAs(
                        Version.version(),
                        spec.root().commandLine().getParseResult().originalArgs());
        TrainingResult result = work.apply(training);
        if (result.reason() == TrainingResult.Reason.INTERRUPTED) {
            Console.err().println("Go on with: resume " + runFolder);
            return stop.exitCode();
        }
        if (result.reason() != TrainingResult.Reason.PAUSED) {
            Console.out().println(runFolder);
        }
        return Main.OK;
    }
}
