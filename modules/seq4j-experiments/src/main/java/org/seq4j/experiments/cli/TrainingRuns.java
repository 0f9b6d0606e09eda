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
     * @param spec the command, for {@code run.json}
     * @param runFolder where it trains
     * @param work what to do
     * @return the exit code
     */
    static int run(CommandSpec spec, String runFolder, Function<Training, TrainingResult> work) {
        try (StopOnSignal stop = new StopOnSignal()) {
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
            Console.out().println(runFolder);
            return Main.OK;
        }
    }
}
