package org.seq4j.experiments.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The notebooks as they are stored; that they run is what {@code notebooks/run} shows. */
class NotebooksTest {
    private static final Path ROOT = Path.of("../..");

    static List<Path> notebooks() throws Exception {
        try (Stream<Path> files = Files.list(ROOT.resolve("notebooks"))) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void isStoredAsItRan(Path file) throws Exception {
        JsonNode notebook = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(notebook.at("/metadata/kernelspec/name").asString()).isEqualTo("java");
        List<JsonNode> code = cells(notebook, "code");
        assertThat(code).hasSizeBetween(5, 14);
        assertThat(code)
                .as("executed once, from the first cell to the last")
                .allSatisfy(
                        cell -> assertThat(cell.get("execution_count").asInt()).isEqualTo(code.indexOf(cell) + 1));
        List<JsonNode> outputs = code.stream()
                .flatMap(cell -> StreamSupport.stream(cell.get("outputs").spliterator(), false))
                .toList();
        assertThat(outputs)
                .as("neither errors nor log lines")
                .noneMatch(output -> output.at("/output_type").asString().equals("error")
                        || output.at("/name").asString("").equals("stderr"));
        assertThat(outputs.stream().filter(output -> output.at("/data").has("image/png")))
                .as("pictures")
                .isNotEmpty();
        for (JsonNode output : outputs) {
            for (String place : Set.of("/tmp/", "/home/", "/root/", "/Users/")) {
                assertThat(output.toString()).doesNotContain(place);
            }
        }
    }

    @Test
    void thePageListsThem() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/notebooks.md"));
        assertThat(notebooks())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(page).contains("(../notebooks/" + file.getFileName() + ")"));
    }

    /** The image's kernel runs as that of {@code notebooks/run} does: same version, same settings. */
    @Test
    void theImageHasTheSameKernel() throws Exception {
        JsonNode image = JsonMapper.shared().readTree(Files.readString(ROOT.resolve("docker/kernel.json")));
        String own = Files.readString(ROOT.resolve("notebooks/kernelspec.py"));
        assertThat(StreamSupport.stream(image.get("argv").spliterator(), false)
                        .map(JsonNode::asString)
                        .filter(argument -> argument.startsWith("-") && !argument.contains("cachedir"))
                        .map(argument -> argument.replaceFirst("=/opt/seq4j/.*", "="))) // other folders
                .isNotEmpty()
                .allMatch(own::contains);
        assertThat(image.get("env").propertyNames()).isNotEmpty().allMatch(own::contains);
        assertThat(Files.readString(ROOT.resolve("notebooks/run"))).contains("kernel_version=3.0.1");
        assertThat(Files.readString(ROOT.resolve("docker/Dockerfile.notebook"))).contains("ARG KERNEL_VERSION=3.0.1");
    }

    private static List<JsonNode> cells(JsonNode notebook, String kind) {
        return StreamSupport.stream(notebook.get("cells").spliterator(), false)
                .filter(cell -> cell.get("cell_type").asString().equals(kind))
                .toList();
    }
}
