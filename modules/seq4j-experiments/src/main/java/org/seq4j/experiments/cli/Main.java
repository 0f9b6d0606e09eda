package org.seq4j.experiments.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program {@code seq4j}: one subcommand a job. */
@Command(
        name = "seq4j",
        description = "Trains, evaluates and samples sequence models from one YAML file.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainCommand.class,
            ResumeCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            GenerateCommand.class,
            RunsCommand.class,
            SummaryCommand.class,
            ConfigCommand.class,
            DataCommand.class,
            DoctorCommand.class
        })
public final class Main implements Runnable {

    /** Everything went well. */
    public static final int OK = 0;
    /** A fault of ours. */
    public static final int OUR_FAULT = 1;
    /** A mistake of the user's. */
    public static final int USER_ERROR = 2;
    /** Interrupted by the user (Ctrl-C). */
    public static final int INTERRUPTED = 130;
    /** Asked to end by the system: SIGTERM, as containers and schedulers send it. */
    public static final int TERMINATED = 143;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description =
                    "Only for ./seq4j, before the command: builds and starts with the backend of configs/backends/NAME.yaml.")
    private @Nullable String backend;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean verbose;

    private Main() {}

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] args) {
        int code = run(args);
        Console.out().flush();
        Console.err().flush();
        System.exit(code);
    }

    /** Runs the program and returns its exit code. */
    public static int run(String... args) {
        Console.claim();
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setOut(new PrintWriter(Console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(Console.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Failures::mistakeInArguments);
        line.setExecutionExceptionHandler((failure, command, parsed) -> Failures.report(failure, main.verbose, args));
        return line.execute(args);
    }

    /** Without a subcommand: the help text, as an answer to a mistake. */
    @Override
    public void run() {
        if (backend != null) {
            throw new UserError("--backend is for the script seq4j, before the command: ./seq4j --backend " + backend
                    + " COMMAND; in a container the image decides.");
        }
        throw new UserError("expected a command; seq4j --help lists them");
    }
}
