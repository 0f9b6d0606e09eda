package org.seq4j.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must be settled before a process starts.
 *
 * @param profile the Maven profile whose class path it needs: cpu, cpu-mkl or cuda
 * @param javaOptions options of the Java machine
 * @param environment environment variables, in order
 */
public record StartOptions(String profile, List<String> javaOptions, Map<String, String> environment) {

    /** What a profile needs. */
    static StartOptions of(BackendProfile profile) {
        List<String> options = new ArrayList<>();
        MemoryLimits memory = profile.memory();
        if (memory.heap() != null) {
            options.add("-Xmx" + memory.heap());
        }
        if (memory.offHeap() != null) {
            options.add("-D" + ProcessSettings.OFF_HEAP + "=" + memory.offHeap());
        }
        if (memory.process() != null) {
            options.add("-D" + ProcessSettings.PROCESS + "=" + memory.process());
        }
        return new StartOptions(profile.name(), options, ProcessSettings.environmentOf(profile));
    }

    /**
     * The command line of a shell that starts the launcher with these options.
     *
     * @param arguments of the program
     */
    public String command(List<String> arguments) {
        Stream<String> variables =
                environment.entrySet().stream().map(entry -> entry.getKey() + "=" + quoted(entry.getValue()));
        Stream<String> options = javaOptions.isEmpty()
                ? Stream.of()
                : Stream.of("SEQ4J_JAVA_OPTS=" + quoted(String.join(" ", javaOptions)));
        Stream<String> program = Stream.of("./seq4j", "--backend", profile);
        return Stream.of(variables, options, program, arguments.stream().map(StartOptions::quoted))
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
