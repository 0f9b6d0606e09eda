package org.seq4j.experiments.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.report.ResultsPage;
import org.seq4j.experiments.report.RunComparison;
import org.seq4j.experiments.report.RunList;
import org.seq4j.experiments.report.RunReport;
import org.seq4j.experiments.report.RunSummary;
import org.seq4j.experiments.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What trained runs have come to. */
@Command(
        name = "runs",
        description = "Tells what trained runs have come to.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RunsCommand.ListRuns.class,
            RunsCommand.Show.class,
            RunsCommand.Compare.class,
            RunsCommand.Report.class,
            RunsCommand.Results.class
        })
final class RunsCommand implements Runnable {

    @Override
    public void run() {
        throw new UserError("expected list, show, compare, report or results after runs; see seq4j runs --help");
    }

    /** {@code runs list}. */
    @Command(
            name = "list",
            description =
                    "Lists the runs below a folder: what they train, where they stand, how good they have become.",
            mixinStandardHelpOptions = true)
    static final class ListRuns implements Callable<Integer> {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "FOLDER",
                defaultValue = "runs",
                description = "Where to look (default: ${DEFAULT-VALUE}).")
        private Path folder = Path.of("runs");

        @Override
        public Integer call() {
            List<Path> runs = RunList.in(folder);
            if (runs.isEmpty()) {
                Console.err().println("There is no run in " + folder + ".");
            } else {
                RunList.lines(runs).forEach(Console.out()::println);
            }
            return Main.OK;
        }
    }

    /** {@code runs show}. */
    @Command(
            name = "show",
            description = "Shows one run: where it stands, its scores, what made it.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
        private Path run = Path.of("");

        @Override
        public Integer call() {
            RunSummary.of(RunFolder.open(run)).forEach(Console.out()::println);
            return Main.OK;
        }
    }

    /** {@code runs compare}. */
    @Command(
            name = "compare",
            description = "Puts runs side by side: the keys whose values differ, and the scores.",
            mixinStandardHelpOptions = true)
    static final class Compare implements Callable<Integer> {
        @Parameters(arity = "2..*", paramLabel = "RUN", description = "The run folders, in the order of the columns.")
        private List<Path> runs = new ArrayList<>();

        @Option(names = "--html", description = "Write a page with the runs' curves over each other.")
        private boolean html;

        @Option(names = "--output", paramLabel = "FILE", description = "Where to write (default: standard output).")
        private @Nullable Path output;

        @Override
        public Integer call() {
            RunComparison comparison =
                    RunComparison.of(runs.stream().map(RunFolder::open).toList());
            write(output, html ? comparison.html().lines().toList() : comparison.lines());
            return Main.OK;
        }
    }

    /** {@code runs report}. */
    @Command(
            name = "report",
            description = "Writes report.html into a run folder: scores, curves, samples, pictures, configuration.",
            mixinStandardHelpOptions = true)
    static final class Report implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "RUN", description = "The run folders.")
        private List<Path> runs = new ArrayList<>();

        @Override
        public Integer call() {
            for (Path run : runs) {
                try {
                    Console.out().println(RunReport.write(RunFolder.open(run)));
                } catch (UncheckedIOException e) {
                    throw new UserError(e.getMessage() + ": " + e.getCause() + "; is the folder writable?", e);
                }
            }
            return Main.OK;
        }
    }

    private static void write(@Nullable Path output, List<String> text) {
        try (LineOutput lines = LineOutput.to(output)) {
            lines.write(text);
            lines.finish();
        }
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
            write(output, page.lines().toList());
            return Main.OK;
        }
    }
}
