package org.seq4j.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * The backends that ND4J would find, read from their service files without loading a class of them.
 *
 * @param names class names, each once, sorted
 */
record BackendProviders(List<String> names) {

    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    static BackendProviders on(ClassLoader classPath) {
        TreeSet<String> names = new TreeSet<>();
        try {
            for (URL file : Collections.list(classPath.getResources(SERVICE))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
                    lines.lines()
                            .map(line -> line.contains("#") ? line.substring(0, line.indexOf('#')) : line)
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the service files of ND4J's backends cannot be read", e);
        }
        return new BackendProviders(List.copyOf(names));
    }
}
