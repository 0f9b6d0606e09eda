package org.seq4j.experiments.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The files of docker/ are well formed, and name what exists. */
class DockerFilesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Set<String> INSTRUCTIONS = Set.of(
            "ARG",
            "FROM",
            "WORKDIR",
            "COPY",
            "RUN",
            "ENV",
            "USER",
            "VOLUME",
            "STOPSIGNAL",
            "HEALTHCHECK",
            "ENTRYPOINT",
            "CMD",
            "EXPOSE");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");

    record Step(String instruction, String rest) {}

    static List<Path> dockerfiles() throws Exception {
        try (Stream<Path> files = Files.list(ROOT.resolve("docker"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("Dockerfile"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void allAreThere() throws Exception {
        assertThat(dockerfiles())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("Dockerfile", "Dockerfile.cuda", "Dockerfile.notebook");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void isWellFormed(Path file) throws Exception {
        List<Step> steps = parse(Files.readString(file));
        check(steps);
        assertThat(steps.stream().filter(step -> step.instruction().equals("FROM")))
                .allMatch(step -> step.rest().startsWith("eclipse-temurin:${J"));
        assertThat(steps.stream().map(Step::instruction))
                .as("each image names a user, a stop signal, a health check and an entry point")
                .contains("USER", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT");
        assertThat(steps).contains(new Step("USER", "seq4j"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM a\nRUNN x",
                "RUN x",
                "FROM a\nCOPY --from=nowhere /a /b",
                "FROM a\nCOPY nothing-like-this /b",
                "FROM a\nENTRYPOINT [\"x\"",
                "FROM a:${TAG}",
                "FROM a\nRUN x \\"
            })
    void mistakesAreNoticed(String text) {
        assertThatThrownBy(() -> check(parse(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theServicesAreReadOnlyAndBuildFromFilesThatExist() throws Exception {
        Map<?, ?> compose = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(
                        Files.readString(ROOT.resolve("docker/compose.yaml")).replace("<<:", "merged:"));
        Map<?, ?> services = (Map<?, ?>) compose.get("services");
        assertThat(services.keySet().stream().map(String::valueOf)).containsExactly("train", "train-gpu", "notebook");
        for (Object value : services.values()) {
            Map<?, ?> service = (Map<?, ?>) value;
            Map<?, ?> common = (Map<?, ?>) service.get("merged");
            assertThat(common.get("read_only")).isEqualTo(true);
            Map<?, ?> build = (Map<?, ?>) service.get("build");
            assertThat(ROOT.resolve(String.valueOf(build.get("dockerfile")))).exists();
        }
        Map<?, ?> gpu = (Map<?, ?>) services.get("train-gpu");
        assertThat(String.valueOf(gpu.get("deploy"))).contains("driver=nvidia", "capabilities=[gpu]");
    }

    /** The instructions, with lines that go on put together and comments left out. */
    private static List<Step> parse(String text) {
        List<Step> steps = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.strip().startsWith("#") || line.isBlank()) {
                continue;
            }
            boolean goesOn = line.endsWith("\\");
            open.append(goesOn ? line.substring(0, line.length() - 1) : line);
            if (!goesOn) {
                String[] parts = open.toString().strip().split("\\s+", 2);
                expect(parts.length == 2 && INSTRUCTIONS.contains(parts[0]), "unknown instruction: " + open);
                steps.add(new Step(parts[0], parts[1].strip()));
                open.setLength(0);
            }
        }
        expect(open.isEmpty(), "the last line goes on: " + open);
        return steps;
    }

    private static void check(List<Step> steps) {
        Set<String> stages = new HashSet<>();
        Set<String> variables = new HashSet<>(Set.of("PATH"));
        boolean inStage = false;
        for (Step step : steps) {
            String rest = step.rest();
            if (!step.instruction().equals("RUN")) {
                Matcher variable = VARIABLE.matcher(rest);
                while (variable.find()) {
                    expect(variables.contains(variable.group(1)), "unknown variable in " + step);
                }
            }
            switch (step.instruction()) {
                case "ARG" -> variables.add(rest.replaceFirst("=.*", ""));
                case "FROM" -> {
                    inStage = true;
                    if (rest.contains(" AS ")) {
                        stages.add(rest.substring(rest.indexOf(" AS ") + 4));
                    }
                }
                case "COPY" -> checkCopy(step, stages);
                case "ENTRYPOINT", "CMD", "VOLUME" -> checkList(rest);
                case "HEALTHCHECK" -> checkList(rest.substring(rest.indexOf("CMD ") + 4));
                default -> {}
            }
            expect(inStage || step.instruction().equals("ARG"), "before the first FROM: " + step);
        }
    }

    private static void checkCopy(Step step, Set<String> stages) {
        String[] words = step.rest().split(" ");
        if (words[0].startsWith("--from=")) {
            expect(words.length == 3 && stages.contains(words[0].substring(7)), "unknown stage: " + step);
        } else {
            expect(words.length == 2 && Files.exists(ROOT.resolve(words[0])), "nothing to copy: " + step);
        }
    }

    private static void checkList(String json) {
        try {
            expect(!JsonMapper.shared().readValue(json, List.class).isEmpty(), "an empty list");
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no JSON list: " + json, e);
        }
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
