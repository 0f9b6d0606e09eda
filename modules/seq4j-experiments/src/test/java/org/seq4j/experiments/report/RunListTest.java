package org.seq4j.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.run.RunFolder;

class RunListTest {
    @TempDir
    private Path temp;

    @Test
    void listsRunsBelowAFolderAndInFoldersOfIt() throws IOException {
        TestRuns.finished(temp.resolve("b/one"), "");
        RunFolder.create(temp.resolve("a"), false).describe("a: 1\n", "a: 1\n", Map.of());
        Files.createDirectories(temp.resolve("c"));
        List<Path> runs = RunList.in(temp);
        assertThat(runs).containsExactly(temp.resolve("a"), temp.resolve("b/one"));
        List<String> lines = RunList.lines(runs);
        assertThat(lines.get(0)).containsSubsequence("run", "model", "state", "updates", "epochs", "time", "best");
        assertThat(lines.get(1)).containsSubsequence(temp.resolve("a").toString(), "not finished");
        assertThat(lines.get(2))
                .containsSubsequence("seq2seq", "finished", "150", "1.5", "1 min 15 s", "nats_per_token 0.5", "100");
    }

    @Test
    void showsTheMetricThatDecides() {
        TestRuns.finished(temp.resolve("one"), "training: {early_stopping: {metric: none}}\n");
        assertThat(RunList.lines(RunList.in(temp)).get(1)).contains("nats_per_token 0.5");
    }

    @Test
    void aRunThatCannotBeReadDoesNotHideTheOthers() throws IOException {
        TestRuns.finished(temp.resolve("one"), "");
        TestRuns.finished(temp.resolve("two"), "");
        Files.writeString(temp.resolve("one/metrics.jsonl"), "not json\n");
        List<String> lines = RunList.lines(RunList.in(temp));
        assertThat(lines.get(1)).contains("unreadable");
        assertThat(lines.get(2)).contains("finished");
    }

    @Test
    void saysThatThereIsNoSuchFolder() {
        assertThatThrownBy(() -> RunList.in(temp.resolve("none")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("There is no folder");
    }
}
