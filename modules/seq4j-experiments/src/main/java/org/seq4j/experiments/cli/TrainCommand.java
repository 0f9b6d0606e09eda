package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ConfigLoader;
import org.seq4j.experiments.config.LoadedConfig;
import org.seq4j.experiments.config.ResolvedKeys;
import org.seq4j.experiments.report.RunList;
import org.seq4j.experiments.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code train}: a new run. */
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
        List<LoadedConfig> experiments = ConfigLoader.sweep(config, overrides);
        int code = Main.OK;
        for (int i = 0; i < experiments.size() && code == Main.OK; i++) {
            code = train(experiments.get(i));
        }
        if (experiments.size() > 1) {
            List<Path> begun = experiments.stream()
                    .map(experiment -> Path.of(experiment.config().runDir()))
                    .filter(RunFolder::exists)
                    .toList();
            RunList.lines(begun).forEach(Console.err()::println);
        }
        return code;
    }

    private int train(LoadedConfig experiment) {
        Path run = Path.of(experiment.config().runDir());
        if (!resume || !RunFolder.exists(run)) {
            return TrainingRuns.run(spec, run.toString(), training -> training.start(experiment, force));
        }
        RunFolder folder = RunFolder.open(run);
        if (!ResolvedKeys.of(folder.resolvedConfig()).equals(ResolvedKeys.parse(experiment.resolvedYaml()))) {
            throw new UserError("The run " + run + " was begun with other keys than these; `config show` tells the new"
                    + " ones. Take them back, give another run_dir, or begin again with --force.");
        }
        if (RunList.isFinished(folder)) {
            Console.err().println("The run " + run + " is finished.");
            Console.out().println(run);
            return Main.OK;
        }
        return TrainingRuns.run(spec, run.toString(), training -> training.resume(run));
    }
}
