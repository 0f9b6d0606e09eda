package org.seq4j.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.report.ResultsPage;
import org.seq4j.experiments.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What trained runs have come to. */
@Command(
        name = "runs",
        description = "Tells what trained runs have come to.",
        mixinStandardHelpOptions = true,
        subcommands = RunsCommand.Results.class)
final class RunsCommand implements Runnable {

    @Override
    public void run() {
        throw new UserError("expected results after runs; see seq4j runs --help");
    }

    /** {@code runs results}. */
    @Command(
            name = "results",
            description = "Makes a Markdown page of the trainings and evaluations that run folders record.",
            mixinStandardHelpOptions = true)
    static final class Results implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "RUN", description = "The run folders, in the order of the page.")
        private List<Path> runs = new ArrayList<>();

        @Option(
                names = "--title",
                paramLabel = "TEXT",
                defaultValue = "Results",
                description = "Heading of the page (default: ${DEFAULT-VALUE}).")
        private String title = "Results";

        @Option(names = "--output", paramLabel = "FILE", description = "Where to write (default: standard output).")
        private @Nullable Path output;

        @Override
        public Integer call() {
            String page =
                    ResultsPage.of(title, runs.stream().map(RunFolder::open).toList());
            try (LineOutput lines = LineOutput.to(output)) {
                lines.write(page.lines().toList());
                lines.finish();
            }
            return Main.OK;
        }
    }
}
