package org.seq4j.benchmarks.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.benchmarks.worker.Json;
import org.seq4j.experiments.UserError;
import tools.jackson.core.JacksonException;

/**
 * What a comparison found: the file that pages are made from.
 *
 * @param date day and time of the start, ISO 8601
 * @param commit of the sources; null where git does not tell
 * @param machine where
 * @param settings how
 * @param withoutPeer the sentence that says why PyTorch's column is empty; null: it is not
 * @param cases what was measured
 */
public record Comparison(
        String date,
        @Nullable String commit,
        Machine machine,
        Settings settings,
        @Nullable String withoutPeer,
        List<CaseResult> cases) {
    /** Keeps a copy. */
    public Comparison {
        cases = List.copyOf(cases);
    }

    /** Reads a file. */
    public static Comparison read(Path file) {
        try {
            return Json.MAPPER.readValue(Files.readString(file), Comparison.class);
        } catch (IOException e) {
            throw new UserError("The results " + file + " cannot be read: expected a file that compare wrote.");
        } catch (JacksonException | NullPointerException e) {
            throw new UserError("The file " + file + " does not hold results of compare: " + e.getMessage());
        }
    }

    /** Writes a file. */
    public void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The results could not be written to " + file, e);
        }
    }
}
