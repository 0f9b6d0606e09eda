package org.seq4j.experiments.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.cli.Main;

/** What the program loads before it knows what to do: nothing of ND4J, whose start takes seconds. */
class StartUpTest {

    @TempDir
    private Path folder;

    @Test
    void helpStartsWithoutNd4j() throws Exception {
        Path classes = folder.resolve("classes.log");
        Path out = folder.resolve("stdout");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--help")
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(out)).startsWith("Usage: seq4j");
        try (Stream<String> lines = Files.lines(classes)) {
            assertThat(lines.filter(line -> line.contains(" org.nd4j.")
                            || line.contains(" org.deeplearning4j.")
                            || line.contains(" org.datavec.")
                            || line.contains(" org.bytedeco.")))
                    .isEmpty();
        }
    }
}
