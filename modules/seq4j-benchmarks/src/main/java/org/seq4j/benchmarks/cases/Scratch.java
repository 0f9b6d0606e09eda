package org.seq4j.benchmarks.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that is gone when the process ends. */
final class Scratch {
    private Scratch() {}

    /** A new one. */
    static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("seq4j-benchmark");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        return folder;
    }

    /** A file in a new one. */
    static Path file(String name, List<String> lines) throws IOException {
        return Files.write(folder().resolve(name), lines);
    }

    private static void remove(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder " + folder + " cannot be removed", e);
        }
    }
}
