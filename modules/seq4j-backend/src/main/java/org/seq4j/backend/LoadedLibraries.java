package org.seq4j.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numerical libraries that this process has loaded. */
public final class LoadedLibraries {
    private static final Pattern NUMERICAL = Pattern.compile(
            "/((?:libgomp|libiomp|libomp|libopenblas|libmkl_rt|libdnnl|libnd4j|libcudart|libcublas|libcudnn)[^/]*)$");

    private LoadedLibraries() {}

    /** Their file names, sorted; empty where the operating system does not tell. */
    public static List<String> ofThisProcess() {
        return of(Path.of("/proc/self/maps"));
    }

    static List<String> of(Path maps) {
        try {
            return Files.readAllLines(maps).stream()
                    .map(NUMERICAL::matcher)
                    .filter(Matcher::find)
                    .map(match -> match.group(1))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
