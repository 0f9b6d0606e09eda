package org.seq4j.benchmarks;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.seq4j.benchmarks.cases.Case;
import org.seq4j.benchmarks.cases.Cases;
import org.seq4j.benchmarks.compare.CaseRun;
import org.seq4j.benchmarks.compare.Commands;
import org.seq4j.benchmarks.compare.Torch;
import org.seq4j.benchmarks.page.Summary;
import org.seq4j.benchmarks.result.CaseResult;
import org.seq4j.benchmarks.result.Comparison;
import org.seq4j.benchmarks.result.Machine;
import org.seq4j.benchmarks.result.Settings;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.cli.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code compare}: measures seq4j, Deeplearning4j's own layers and PyTorch by turns. */
@Command(
        name = "compare",
        description = {
            "Measures seq4j beside Deeplearning4j's own layers and PyTorch, by turns, each side in a process of its own;"
                    + " prints medians and the median of the ratios, pair by pair, and writes all measurements as JSON.",
            "Without PyTorch its column stays empty. Leave the machine alone meanwhile."
        },
        mixinStandardHelpOptions = true,
        subcommands = PageCommand.class)
public final class Main implements Callable<Integer> {
    private static final String PEERS = "seq4j.peers";
    private static final List<String> TELLING =
            List.of("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_BLOCKTIME", "MKL_NUM_THREADS", "SEQ4J_JAVA_OPTS");

    @Option(
            names = "--case",
            paramLabel = "PATTERN",
            description = "Only cases of this name, * standing for any text, such as 'layer/lstm/*'; may be repeated.")
    private List<String> patterns = new ArrayList<>();

    @Option(names = "--list", description = "Only name the cases.")
    private boolean list;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads of each side (default: 2).")
    private int threads;

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "7", description = "Blocks of each side (default: 7).")
    private int pairs;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "What each side runs before it counts (default: 10).")
    private double warmUp;

    @Option(
            names = "--block",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "What a block takes, one iteration at least (default: 1).")
    private double block;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description = "What a side may take to get warm, or for a block, before it is given up (default: 900).")
    private int patience;

    @Option(
            names = "--python",
            paramLabel = "PATH",
            defaultValue = "python3",
            description = "A Python that has PyTorch (default: python3).")
    private String python = "python3";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "build/benchmarks/results.json",
            description = "Where the measurements go (default: build/benchmarks/results.json).")
    private Path out = Path.of("");

    @Option(names = "--tiny", description = "Sizes that take next to no time, to see whether everything runs.")
    private boolean tiny;

    private Main() {}

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the program: 0 done, 1 ours failed in a case, 2 mistake in the call. */
    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(Console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(Console.err(), true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof UserError) {
                Console.err().println(failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            throw failure;
        });
        return line.execute(arguments);
    }

    @Override
    public Integer call() {
        List<Case> cases = Cases.matching(patterns);
        if (list) {
            cases.forEach(one -> Console.out().println(one.name()));
            return CommandLine.ExitCode.OK;
        }
        if (threads < 1 || pairs < 1 || warmUp < 0 || block < 0 || patience < 1) {
            throw new UserError("--threads, --pairs and --patience are at least 1, --warm-up and --block at least 0.");
        }
        Settings settings = new Settings(threads, pairs, warmUp, block, tiny, environment());
        boolean wanted = cases.stream().anyMatch(one -> one.peer() != null);
        String withoutPeer = wanted ? Torch.missing(python) : null;
        if (withoutPeer != null) {
            Console.err().println(withoutPeer);
        }
        Commands commands = new Commands(
                settings,
                Commands.thisJava(),
                python,
                Path.of(System.getProperty(PEERS, "modules/seq4j-benchmarks/peers")));
        CaseRun run = new CaseRun(commands, withoutPeer == null, Duration.ofSeconds(patience), CaseRun.REST);
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Machine machine = Machine.here();
        String commit = System.getProperty("seq4j.commit");
        List<CaseResult> results = new ArrayList<>();
        Comparison comparison = new Comparison(date, commit, machine, settings, withoutPeer, results);
        for (Case one : cases) {
            Console.err().printf("%d of %d: %s%n", results.size() + 1, cases.size(), one.name());
            results.add(run.run(one));
            comparison = new Comparison(date, commit, machine, settings, withoutPeer, results);
            comparison.write(out); // what is there is kept, however the rest ends
        }
        Summary.lines(comparison).forEach(Console.out()::println);
        Console.err().println("All measurements are in " + out + ".");
        return results.stream().anyMatch(result -> result.seq4j().fault() != null)
                ? CommandLine.ExitCode.SOFTWARE
                : CommandLine.ExitCode.OK;
    }

    private static Map<String, String> environment() {
        Map<String, String> found = new TreeMap<>(System.getenv());
        found.keySet().retainAll(TELLING);
        return found;
    }
}
