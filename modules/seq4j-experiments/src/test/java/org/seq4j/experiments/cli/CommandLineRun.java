package org.seq4j.experiments.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A command as a user calls it, run inside this process.
 *
 * @param code the exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandLineRun(int code, String out, String err) {
    private static final PrintStream OUT = Console.out();
    private static final PrintStream ERR = Console.err();

    static CommandLineRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console.redirect(stream(out), stream(err));
        int code = Main.run(arguments);
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The same with a text on standard input. */
    static CommandLineRun reading(String input, String... arguments) {
        InputStream before = Console.in();
        Console.redirectInput(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return of(arguments);
        } finally {
            Console.redirectInput(before);
        }
    }

    /** Output goes where it went before the first run. */
    static void putBack() {
        Console.redirect(OUT, ERR);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
