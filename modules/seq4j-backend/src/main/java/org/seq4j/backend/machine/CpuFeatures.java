package org.seq4j.backend.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The instruction-set extensions of the processor, in Linux's names. */
public final class CpuFeatures {
    /** Those that matter to numerical libraries. */
    private static final List<String> TELLING = List.of(
            "sse4_2", "avx", "fma", "avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile", "asimd", "sve");

    private CpuFeatures() {}

    /** All features of this machine's processor; empty where the operating system does not list them. */
    public static Set<String> ofThisMachine() {
        return of(Path.of("/proc/cpuinfo"));
    }

    /** The features of the first processor in a file like Linux's {@code /proc/cpuinfo}; empty if it cannot be read. */
    static Set<String> of(Path file) {
        return field(file, "flags")
                .or(() -> field(file, "Features"))
                .map(line -> (Set<String>) new TreeSet<>(List.of(line.split("\\s+"))))
                .orElse(Set.of());
    }

    private static Optional<String> field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The processor's name, or "unknown". */
    public static String name() {
        return field(Path.of("/proc/cpuinfo"), "model name").orElse("unknown");
    }

    /** Of the features, those that matter to numerical libraries, the older first. */
    public static List<String> telling(Set<String> features) {
        return TELLING.stream().filter(features::contains).toList();
    }
}
