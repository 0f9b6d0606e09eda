package org.seq4j.experiments.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command writes: results to {@link #out()}, everything else to {@link #err()}. {@code System.out} itself is
 * turned to standard error, because ND4J prints there while it starts. Both streams are UTF-8.
 */
public final class Console {

    private static PrintStream out = stream(FileDescriptor.out);
    private static PrintStream err = stream(FileDescriptor.err);
    private static InputStream in = System.in;

    private Console() {}

    /** Standard output, for the result of the command. */
    public static synchronized PrintStream out() {
        return out;
    }

    /** Standard error, for progress, messages and faults. */
    public static synchronized PrintStream err() {
        return err;
    }

    /** Standard input. */
    public static synchronized InputStream in() {
        return in;
    }

    /** Turns {@code System.out} and {@code System.err} to standard error. */
    static synchronized void claim() {
        System.setOut(err);
        System.setErr(err);
    }

    /** Writes elsewhere from now on; for tests. */
    static synchronized void redirect(PrintStream newOut, PrintStream newErr) {
        out = newOut;
        err = newErr;
        claim();
    }

    /** Reads from elsewhere from now on; for tests. */
    static synchronized void redirectInput(InputStream newIn) {
        in = newIn;
    }

    /** Whether standard input is a terminal. */
    public static boolean inIsTerminal() {
        return isTerminal(0);
    }

    /** Whether standard output is a terminal. */
    public static boolean outIsTerminal() {
        return isTerminal(1);
    }

    /** Whether standard error is a terminal. */
    public static boolean errIsTerminal() {
        return isTerminal(2);
    }

    /** Whether text on standard error may be coloured: a terminal, and NO_COLOR is not set (no-color.org). */
    public static boolean colour() {
        String noColor = System.getenv("NO_COLOR");
        return (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM")) && errIsTerminal();
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            } catch (IOException e) {
                return false;
            }
        }
        return System.console() != null; // elsewhere: all three streams are one
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
