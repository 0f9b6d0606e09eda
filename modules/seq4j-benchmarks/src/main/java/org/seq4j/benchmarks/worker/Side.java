package org.seq4j.benchmarks.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A running side of a comparison, seen from the one who compares: start it, wait until it is warm, ask for blocks by turns with others, close it. */
public final class Side implements AutoCloseable {
    private static final int SHOWN = 120;

    private final String name;
    private final Process process;
    private final Path errors;
    private final Duration patience;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>(); // "" ends it

    private Side(String name, Process process, Path errors, Duration patience) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        this.patience = patience;
        Thread reader = new Thread(this::read, "answers of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a side.
     *
     * @param name for sentences
     * @param command program and arguments
     * @param environment variables beside those of this process
     * @param patience how long an answer may take
     * @throws SideException if there is no such program
     */
    public static Side start(String name, List<String> command, Map<String, String> environment, Duration patience) {
        try {
            Path errors = Files.createTempFile("seq4j-benchmark", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            try {
                return new Side(name, builder.start(), errors, patience);
            } catch (IOException e) {
                Files.delete(errors);
                throw new SideException(name + " did not start: " + e.getMessage() + ".", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary file could not be handled", e);
        }
    }

    /**
     * Waits until the side is warm.
     *
     * @throws SideException if it ends, takes too long or answers something else
     */
    public Ready ready() {
        return answer(Ready.class, "the versions of a side that is ready");
    }

    /**
     * Has one block measured.
     *
     * @throws SideException likewise
     */
    public Block block() {
        try {
            Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            in.write(Worker.GO + "\n");
            in.flush();
        } catch (IOException e) {
            throw ended();
        }
        return answer(Block.class, "the iterations, items and milliseconds of a block");
    }

    private <T> T answer(Class<T> type, String expected) {
        String line;
        try {
            line = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SideException(name + " was not waited for: the comparison was interrupted.", e);
        }
        if (line == null) {
            throw new SideException(name + " gave no answer within " + patience.toSeconds() + " seconds.", null);
        }
        if (line.isEmpty()) {
            throw ended();
        }
        try {
            return Json.MAPPER.readValue(line, type);
        } catch (JacksonException e) {
            throw new SideException(
                    name + " wrote '" + shortened(line) + "' where a line of JSON with " + expected + " was expected.",
                    e);
        }
    }

    private SideException ended() {
        String status;
        try {
            status = process.waitFor(5, TimeUnit.SECONDS)
                    ? "ended with status " + process.exitValue()
                    : "closed its output";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = "closed its output";
        }
        String last = lastError();
        return new SideException(
                name + " " + status + " before it answered" + (last == null ? "." : ": " + shortened(last)), null);
    }

    private @Nullable String lastError() {
        try {
            List<String> lines = Files.readAllLines(errors).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? null : lines.get(lines.size() - 1).strip();
        } catch (IOException e) {
            return null; // its messages are no text
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    answers.add(line);
                }
            }
        } catch (IOException e) {
            // it was closed while it answered
        } finally {
            answers.add("");
        }
    }

    /** Ends the process. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            process.destroyForcibly(); // it has gone already, or goes now
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
