package org.seq4j.experiments.evaluation.sample;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How wide a table may be. */
public final class TerminalWidth {

    /** Where there is no terminal to ask, such as in a log file. */
    private static final int DEFAULT = 100;

    private TerminalWidth() {}

    /** The columns of the terminal: the variable COLUMNS where it is set, else what {@code stty} says, else 100. */
    public static int columns() {
        int set = number(System.getenv().getOrDefault("COLUMNS", ""));
        if (set > 0) {
            return set;
        }
        int asked = ask();
        return asked > 0 ? asked : DEFAULT;
    }

    private static int ask() {
        File terminal = new File("/dev/tty");
        if (!terminal.exists()) {
            return 0;
        }
        try {
            Process stty =
                    new ProcessBuilder("stty", "size").redirectInput(terminal).start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return 0;
            }
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return size.length == 2 ? number(size[1]) : 0;
        } catch (IOException e) {
            return 0; // no terminal, or no stty
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }
}
