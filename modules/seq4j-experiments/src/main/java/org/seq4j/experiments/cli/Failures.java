package org.seq4j.experiments.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seq4j.backend.BackendException;
import org.seq4j.backend.StartOptions;
import org.seq4j.data.DataException;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ConfigException;
import org.seq4j.experiments.config.Nearest;
import org.seq4j.models.archive.ArchiveException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into sentences and exit codes. */
final class Failures {

    private Failures() {}

    /** A command line that picocli cannot read. */
    static int mistakeInArguments(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintStream err = Console.err();
        String sentence = mistake.getMessage();
        if (mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            sentence = unknown(unmatched.getUnmatched().get(0), command);
        }
        err.println("seq4j: " + sentence);
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return Main.USER_ERROR;
    }

    private static String unknown(String argument, CommandLine command) {
        if (argument.startsWith("-") && argument.length() > 1) {
            Set<String> options = command.getCommandSpec().optionsMap().keySet();
            String nearest = Nearest.to(argument, options);
            return "unknown option " + argument + (nearest == null ? "" : "; did you mean " + nearest + "?");
        }
        Set<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "one argument too many: " + argument
                : "unknown command " + argument + Nearest.hint(argument, commands);
    }

    /** A command that failed. */
    static int report(Throwable failure, boolean verbose, String... args) {
        PrintStream err = Console.err();
        if (isUserError(failure)) {
            err.println(failure.getMessage());
            if (failure instanceof BackendException backend) {
                StartOptions remedy = backend.remedy();
                if (remedy != null) {
                    err.println("Run: " + remedy.command(List.of(args)));
                }
            }
            if (verbose) {
                failure.printStackTrace(err);
            }
            return Main.USER_ERROR;
        }
        err.println("seq4j failed, and the fault is its own: " + failure);
        if (verbose) {
            failure.printStackTrace(err);
        } else {
            Path trace = writeTrace(failure);
            err.println(
                    trace == null
                            ? "Run the command again with --verbose to see where."
                            : "Where it failed stands in " + trace + "; --verbose shows it here.");
        }
        return Main.OUR_FAULT;
    }

    private static boolean isUserError(Throwable failure) {
        return failure instanceof UserError
                || failure instanceof ConfigException
                || failure instanceof DataException
                || failure instanceof ArchiveException
                || failure instanceof BackendException;
    }

    private static @Nullable Path writeTrace(Throwable failure) {
        try {
            Path file = Files.createTempFile("seq4j-", ".log");
            try (PrintStream trace = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
                failure.printStackTrace(trace);
            }
            return file;
        } catch (IOException e) {
            return null;
        }
    }
}
