package org.seq4j.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path temp;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = temp.resolve("runs/one");
    }

    private RunFolder described() {
        RunFolder folder = RunFolder.create(path, false);
        folder.describe("input: 1\n", "resolved: 1\n", Map.of("seed", 7));
        return folder;
    }

    @Test
    void holdsWhatDescribesTheRun() throws IOException {
        RunFolder folder = described();
        assertThat(path.resolve("config.input.yaml")).hasContent("input: 1");
        assertThat(folder.resolvedConfig()).hasContent("resolved: 1");
        assertThat(RunFolder.open(path).info()).containsEntry("seed", 7);
        try (var files = Files.list(path)) {
            assertThat(files.filter(f -> f.toString().endsWith(".partial"))).isEmpty();
        }
    }

    @Test
    void neverOverwritesARunSilently() {
        described();
        assertThatThrownBy(() -> RunFolder.create(path, false))
                .isInstanceOf(RunFolderException.class)
                .hasMessageContaining("resume")
                .hasMessageContaining("--force");
        assertThat(path.resolve("config.resolved.yaml")).exists();
    }

    @Test
    void replacesARunWhenForced() throws IOException {
        described().checkpoints().add(3, true, 1, 1, file -> Files.writeString(file, "3"));
        RunFolder folder = RunFolder.create(path, true);
        assertThat(folder.checkpoints().newestFirst()).isEmpty();
        assertThat(folder.resolvedConfig()).doesNotExist();
    }

    @Test
    void replacesARunWithPicturesAndEvaluations() throws IOException {
        described().addEvaluation(Map.of("split", "test"));
        for (Path folder : List.of(RunFolder.attention(path), RunFolder.pictures(path))) {
            Files.writeString(Files.createDirectory(folder).resolve("1.svg"), "<svg/>");
        }
        RunFolder folder = RunFolder.create(path, true);
        assertThat(RunFolder.attention(path)).doesNotExist();
        assertThat(RunFolder.pictures(path)).doesNotExist();
        assertThat(folder.evaluations()).isEmpty();
    }

    @Test
    void keepsEvaluationsInTheirOrder() throws IOException {
        RunFolder folder = described();
        folder.addEvaluation(Map.of("split", "dev", "scores", Map.of("bleu", 20.5)));
        folder.addEvaluation(Map.of("split", "test"));
        assertThat(folder.evaluations()).extracting(line -> line.get("split")).containsExactly("dev", "test");
        assertThat(folder.evaluations().get(0)).containsEntry("scores", Map.of("bleu", 20.5));
        Path file = path.resolve("evaluations.jsonl");
        Files.writeString(file, Files.readString(file) + "{\"split\":\"tr");
        assertThat(folder.evaluations()).hasSize(2);
        Files.writeString(file, "{\n");
        assertThatThrownBy(folder::evaluations).hasMessageContaining("line 1 of " + file);
    }

    @Test
    void neverRemovesWhatIsNotItsOwn() throws IOException {
        Files.createDirectories(path);
        Files.writeString(path.resolve("thesis.tex"), "years of work");
        assertThatThrownBy(() -> RunFolder.create(path, true)).hasMessageContaining("holds no run");
        Files.delete(path.resolve("thesis.tex"));
        described();
        Files.writeString(path.resolve("thesis.tex"), "years of work");
        assertThatThrownBy(() -> RunFolder.create(path, true)).hasMessageContaining("thesis.tex");
        assertThat(path.resolve("thesis.tex")).hasContent("years of work");
        assertThat(path.resolve("config.resolved.yaml")).exists();
    }

    @Test
    void takesOverAFolderWhoseRunNeverBegan() throws IOException {
        Files.createDirectories(path);
        Files.writeString(path.resolve(".lock"), "");
        Files.writeString(path.resolve("config.input.yaml"), "half");
        assertThat(RunFolder.create(path, false).path()).isEqualTo(path);
    }

    @Test
    void saysWhatIsNoRunFolder() throws IOException {
        assertThatThrownBy(() -> RunFolder.open(path)).hasMessageContaining("There is no run folder");
        Files.createDirectories(path);
        assertThatThrownBy(() -> RunFolder.open(path)).hasMessageContaining("config.resolved.yaml");
        Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> RunFolder.create(temp.resolve("file"), true)).hasMessageContaining("is a file");
    }

    @Test
    void namesTheFolderThatIsMeant() throws IOException {
        Path meant = Files.createDirectories(temp.resolve("runs/quickstart"));
        assertThatThrownBy(() -> RunFolder.open(Path.of("quickstart"), temp.resolve("runs")))
                .isInstanceOf(RunFolderException.class)
                .hasMessage("There is no run folder quickstart; is it " + meant + " that you mean?");
        assertThatThrownBy(() -> RunFolder.open(Path.of("quick"), temp.resolve("runs")))
                .hasMessage("There is no run folder quick; `train` makes one.");
    }

    @Test
    void letsOnlyOneTrain() {
        RunFolder folder = described();
        try (RunFolder.Lock lock = folder.lock()) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> RunFolder.open(path).lock()).hasMessageContaining("Another process is training");
        }
        RunFolder.open(path).lock().close();
    }

    @Test
    void keepsTheNewestAndTheBestCheckpoints() throws IOException {
        CheckpointFiles files = described().checkpoints();
        for (int update = 1; update <= 5; update++) {
            String text = "state " + update;
            files.add(update, update == 2 || update == 4, 2, 1, file -> Files.writeString(file, text));
        }
        assertThat(updates(files.last())).containsExactly(5L, 4L);
        assertThat(updates(files.best())).containsExactly(4L);
        assertThat(files.bestOrLast().orElseThrow().file()).hasContent("state 4");
        assertThat(files.newestFirst().get(0).update()).isEqualTo(5);
    }

    @Test
    void keepsTheOldCheckpointWhenWritingFails() {
        CheckpointFiles files = described().checkpoints();
        files.add(1, true, 1, 1, file -> Files.writeString(file, "1"));
        assertThatThrownBy(() -> files.add(2, true, 1, 1, file -> {
                    throw new IOException("no space left");
                }))
                .hasMessageContaining("no space left");
        assertThat(updates(files.newestFirst())).containsExactly(1L, 1L);
    }

    @Test
    void finishesWhatACrashLeftUndone() throws IOException {
        CheckpointFiles files = described().checkpoints();
        files.add(4, true, 9, 9, file -> Files.writeString(file, "4"));
        files.add(8, false, 9, 9, file -> Files.writeString(file, "8"));
        files.add(9, true, 9, 9, file -> Files.writeString(file, "damaged"));
        Path checkpoints = path.resolve("checkpoints");
        Files.writeString(checkpoints.resolve("best-8.zip.partial"), "");
        Files.writeString(checkpoints.resolve(".last-10.zip.123.unfinished"), "");
        files.resumedFrom(8, true, 1); // died between last-8 and best-8; 9 turned out to be unreadable
        assertThat(updates(files.last())).containsExactly(8L, 4L);
        assertThat(updates(files.best())).containsExactly(8L);
        assertThat(checkpoints.resolve("best-8.zip")).hasContent("8");
        assertThat(checkpoints.resolve("best-8.zip.partial")).doesNotExist();
        files.add(10, false, 1, 1, file -> Files.writeString(file, "10"));
        assertThat(checkpoints.resolve(".last-10.zip.123.unfinished")).doesNotExist();
    }

    private static List<Long> updates(List<CheckpointFiles.Entry> entries) {
        return entries.stream().map(CheckpointFiles.Entry::update).toList();
    }

    @Test
    void cutsTheMetricsBackToTheCheckpoint() throws IOException {
        RunFolder folder = described();
        long length;
        try (MetricsLog log = folder.metrics(0)) {
            log.append(Map.of("update", 1, "loss", 2.5));
            length = log.length();
            log.append(Map.of("update", 2));
        }
        Path file = path.resolve("metrics.jsonl");
        Files.writeString(file, Files.readString(file) + "{\"torn");
        try (MetricsLog log = folder.metrics(length)) {
            log.append(Map.of("loss", Double.NaN));
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"update\":1").contains("\"loss\":2.5");
        assertThat(lines.get(1)).isEqualTo("{\"loss\":\"NaN\"}");
    }
}
