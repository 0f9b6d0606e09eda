package org.seq4j.experiments.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seq4j.backend.Engine;
import org.seq4j.experiments.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code doctor}: whether this machine can train. */
@Command(
        name = "doctor",
        description = {
            "Tells what machine and libraries there are, and trains a tiny model as a test. What keeps a backend from"
                    + " running is one sentence each, found before ND4J starts.",
            "Exit status: 0 all is well, 2 something has to be changed, 1 the test came to wrong losses."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--backend",
            paramLabel = "cpu|cuda",
            description =
                    "Examine only what this backend needs (default: the backend that was started, and every GPU there is).")
    private @Nullable Engine backend;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Doctor.Report report = Doctor.examine(backend);
        int status = !report.problems().isEmpty() ? Main.USER_ERROR : report.healthy() ? Main.OK : Main.OUR_FAULT;
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>(report.facts());
            all.put("problems", report.problems());
            all.put("status", status);
            Console.out().println(JsonMapper.shared().writeValueAsString(all));
        } else {
            report.facts()
                    .forEach((name, value) -> Console.out().printf("%-20s %s%n", name.replace('_', ' '), text(value)));
            report.problems().forEach(problem -> Console.out().println("PROBLEM: " + problem));
        }
        return status;
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream().map(DoctorCommand::text).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }
}
