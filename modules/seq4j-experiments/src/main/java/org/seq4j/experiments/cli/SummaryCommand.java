package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seq4j.experiments.config.ConfigLoader;
import org.seq4j.experiments.training.ModelSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code summary}: what an experiment's model consists of. */
@Command(
        name = "summary",
        description =
                "Shows the vertices of an experiment's model: type, parameters, and the kernel that computes them.",
        mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CONFIG", description = "The experiment file.")
    private Path config = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Overrides: key.path=value, +new.key=value, ~deleted.key.")
    private List<String> overrides = new ArrayList<>();

    @Override
    public Integer call() {
        Console.out().print(ModelSummary.of(ConfigLoader.load(config, overrides).config()));
        return Main.OK;
    }
}
