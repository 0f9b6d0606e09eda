package org.seq4j.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds drawings in a folder. */
final class Drawings {
    private Drawings() {}

    /** One file of each drawing, in the order of their numbers: the SVG if there is one, else the PNG. */
    static List<Path> in(Path folder) {
        Map<String, Path> byName = byNumber();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".svg")) {
                byName.put(stem(name), file);
            } else if (name.endsWith(".png")) {
                byName.putIfAbsent(stem(name), file);
            }
        }
        return List.copyOf(byName.values());
    }

    /** The PNG files, in the order of their numbers. */
    static List<Path> bitmaps(Path folder) {
        Map<String, Path> byName = byNumber();
        files(folder).stream()
                .filter(file -> file.toString().endsWith(".png"))
                .forEach(file -> byName.put(file.getFileName().toString(), file));
        return List.copyOf(byName.values());
    }

    private static Map<String, Path> byNumber() {
        Comparator<String> shortFirst = Comparator.comparingInt(String::length);
        return new TreeMap<>(shortFirst.thenComparing(Comparator.naturalOrder()));
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - ".svg".length());
    }

    private static Collection<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }
}
