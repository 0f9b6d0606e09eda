package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ConfigLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code train}: a new run, or several. */
@Command(
        name = "train",
        description = "Trains a model from an experiment file, into the file's run_dir.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CONFIG", description = "The experiment file.")
    private Path config = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Overrides: key.path=value, +new.key=value, ~deleted.key; a list a,b trains one model each.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--force", description = "Replace an earlier run in the same folder.")
    private boolean force;

    @Option(
            names = "--resume",
            description =
                    "Go on with what is left: runs that are finished stay, begun ones are resumed, others trained.")
    private boolean resume;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (force && resume) {
            throw new UserError("--force begins again and --resume goes on: give one of them.");
        }
        return new SweepTraining(spec, force, resume).run(ConfigLoader.sweep(config, overrides));
    }
}
