package org.seq4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.page.PerformancePage;
import org.seq4j.benchmarks.result.Comparison;
import org.seq4j.experiments.cli.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare page}: the page of the documents from files of measurements. */
@Command(
        name = "page",
        description =
                "Makes docs/performance.md from files that compare wrote. Of the same number of threads, a case of a later file"
                        + " takes the place of the same case in an earlier one.",
        mixinStandardHelpOptions = true)
final class PageCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "RESULTS", description = "Files of measurements.")
    private List<Path> results = new ArrayList<>();

    @Option(names = "--output", paramLabel = "FILE", description = "Where the page goes (default: standard output).")
    private @Nullable Path output;

    @Override
    public Integer call() {
        String page = PerformancePage.of(results.stream().map(Comparison::read).toList());
        if (output == null) {
            Console.out().print(page);
            return ExitCode.OK;
        }
        try {
            Files.writeString(output, page);
        } catch (IOException e) {
            throw new UncheckedIOException("The page could not be written to " + output, e);
        }
        return ExitCode.OK;
    }
}
