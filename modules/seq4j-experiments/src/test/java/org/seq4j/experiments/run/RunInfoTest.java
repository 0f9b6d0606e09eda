package org.seq4j.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunInfoTest {
    @TempDir
    private Path temp;

    @Test
    void saysWhatMadeTheNumbers() throws IOException {
        Path data = Files.writeString(temp.resolve("data.txt"), "abc");
        Map<String, Object> info = RunInfo.collect(
                "1.2", 42, List.of("train", "x.yaml"), Map.of("threads", 2), Map.of("tokens", 3), List.of(data));
        assertThat(info)
                .containsEntry("seq4j", "1.2")
                .containsEntry("seed", 42L)
                .containsEntry("command_line", List.of("train", "x.yaml"))
                .containsEntry("backend", Map.of("threads", 2))
                .containsKeys("java", "os", "started");
        // FIPS 180-2, example B.1
        assertThat(info.get("data_sha256"))
                .isEqualTo(Map.of(data.toString(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void namesAFileThatIsGone() {
        List<Path> files = List.of(temp.resolve("gone"));
        assertThatThrownBy(() -> RunInfo.collect("1.2", 42, List.of(), Map.of(), Map.of(), files))
                .hasMessageContaining("gone");
    }
}
