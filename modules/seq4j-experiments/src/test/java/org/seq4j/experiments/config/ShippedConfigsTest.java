package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file under configs/ is what it says. */
class ShippedConfigsTest {

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    static List<Path> experiments() throws Exception {
        try (Stream<Path> files = Files.walk(ROOT.resolve("configs"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.getParent().endsWith("backends"))
                    .filter(file ->
                            !file.endsWith("base.yaml") && !file.getParent().endsWith("reference"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void loadsAndItsResolvedFormLoadsToTheSame(Path file) throws Exception {
        LoadedConfig loaded = ConfigLoader.load(file, List.of());
        Path resolved = Files.createTempFile("resolved", ".yaml");
        try {
            Files.writeString(resolved, loaded.resolvedYaml());
            LoadedConfig again = ConfigLoader.load(resolved, List.of());
            assertThat(again.config()).isEqualTo(loaded.config());
            assertThat(again.resolvedYaml()).isEqualTo(loaded.resolvedYaml());
            assertThat(loaded.inputYaml()).isEqualTo(Files.readString(file));
        } finally {
            Files.delete(resolved);
        }
    }

    @Test
    void findsTheRecipesOfThisRelease() throws Exception {
        assertThat(experiments().stream()
                        .map(file -> ROOT.resolve("configs").relativize(file).toString()))
                .contains(
                        "quickstart.yaml",
                        "classification/parity.yaml",
                        "g2p/french.yaml",
                        "g2p/hungarian.yaml",
                        "lm/names.yaml",
                        "lm/names-sweep.yaml",
                        "lm/shakespeare-gru.yaml",
                        "lm/shakespeare-lstm.yaml",
                        "lm/shakespeare-lstm2.yaml",
                        "lm/shakespeare-rnn.yaml",
                        "pointer/delaunay5.yaml",
                        "pointer/hull10-attention.yaml",
                        "pointer/hull10-lstm.yaml",
                        "pointer/hull10.yaml",
                        "pointer/hull5-attention.yaml",
                        "pointer/hull5-lstm.yaml",
                        "pointer/hull5-20.yaml",
                        "pointer/hull5.yaml",
                        "pointer/sort10.yaml",
                        "pointer/tsp10.yaml",
                        "pointer/tsp5.yaml",
                        "series/japanese-vowels-gru.yaml",
                        "series/japanese-vowels-lstm.yaml",
                        "series/jsb-gru.yaml",
                        "series/jsb-lstm.yaml",
                        "series/jsb-rnn.yaml",
                        "series/nile-forecast.yaml",
                        "tagging/danish.yaml",
                        "tagging/snips-bilstm-crf.yaml",
                        "tagging/snips-bilstm.yaml",
                        "tagging/snips-lstm.yaml",
                        "toy/addition.yaml",
                        "toy/copy.yaml",
                        "toy/reverse.yaml",
                        "toy/sort.yaml");
    }

    static List<Path> backends() throws Exception {
        try (Stream<Path> files = Files.list(ROOT.resolve("configs/backends"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyBackendFileCanBeNamed(Path file) throws Exception {
        String name = file.getFileName().toString().replace(".yaml", "");
        LoadedConfig loaded = ConfigLoader.load(ROOT.resolve("configs/quickstart.yaml"), List.of("backend=" + name));
        assertThat(loaded.config().backend().profile().name())
                .as("the Maven profile")
                .isEqualTo(name);
    }
}
