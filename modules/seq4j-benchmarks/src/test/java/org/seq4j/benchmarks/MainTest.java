package org.seq4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.benchmarks.result.Comparison;

/** The whole program, without PyTorch. */
class MainTest {

    @TempDir
    private Path folder;

    @Test
    void measures_and_makes_the_page() throws Exception {
        Path json = folder.resolve("results.json");
        Path page = folder.resolve("page.md");
        Path nowhere = folder.resolve("nowhere");
        assertThat(Main.run(
                        "--case=layer/gru/512x1x1/step",
                        "--tiny",
                        "--threads=1",
                        "--pairs=2",
                        "--warm-up=0",
                        "--block=0",
                        "--python=" + nowhere,
                        "--out=" + json))
                .isZero();
        Comparison comparison = Comparison.read(json);
        assertThat(comparison.cases()).hasSize(1).allSatisfy(result -> {
            assertThat(result.seq4j().blocks()).hasSize(2);
            assertThat(result.seq4j().versions()).containsKeys("seq4j", "java", "nd4j");
            assertThat(result.seq4j().allocatedBytes()).isNotNull();
            assertThat(result.pytorch()).isNull();
        });
        assertThat(comparison.withoutPeer()).contains("there is no program " + nowhere);
        assertThat(comparison.settings().tiny()).isTrue();
        assertThat(Main.run("page", json.toString(), "--output=" + page)).isZero();
        assertThat(Files.readString(page))
                .contains("`layer/gru/512x1x1/step`", "## 1 thread", "these figures mean nothing");
    }

    @Test
    void mistakes_end_in_status_2() {
        assertThat(Main.run("--case=nothing")).isEqualTo(2);
        assertThat(Main.run("--pairs=0")).isEqualTo(2);
        assertThat(Main.run("page", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(Main.run("--list")).isZero();
    }
}
