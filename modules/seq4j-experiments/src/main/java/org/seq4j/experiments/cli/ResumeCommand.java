package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code resume}: an interrupted run goes on. */
@Command(
        name = "resume",
        description = "Goes on with an interrupted run from its newest checkpoint, exactly as if it had not stopped.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
    private Path run = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return TrainingRuns.run(spec, run.toString(), training -> training.resume(run));
    }
}
