package org.seq4j.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.training.TestExperiment;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The commands train, resume, evaluate, generate and summary as a user calls them, on one small run. */
class TrainingCommandsTest {
    @TempDir
    private static Path temp;

    private static TestExperiment text;
    private static TestExperiment lines;

    @BeforeAll
    static void trainOnce() throws IOException {
        text = TestExperiment.text(Files.createDirectory(temp.resolve("text")));
        lines = TestExperiment.lines(Files.createDirectory(temp.resolve("lines")));
        CommandLineRun trained = CommandLineRun.of("train", text.config().toString(), "logging.samples=1");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out().strip()).isEqualTo(text.run("run").toString());
        assertThat(trained.err())
                .contains("update 3  loss ", "tokens/s", "ETA", "validation:  nats_per_token", "(best)", "    | ")
                .contains("Finished after 24 updates");
        assertThat(CommandLineRun.of("train", lines.config().toString()).code()).isZero();
    }

    @AfterAll
    static void putBack() {
        CommandLineRun.putBack();
    }

    private static CommandLineRun onText(String command, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(command, text.run("run").toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void describesTheRun() throws IOException {
        Path run = text.run("run");
        assertThat(run.resolve("config.input.yaml")).hasSameTextualContentAs(text.config());
        assertThat(Files.readString(run.resolve("config.resolved.yaml"))).contains("samples: 1");
        Map<String, Object> info = new JsonMapper()
                .readValue(Files.readString(run.resolve("run.json")), new TypeReference<Map<String, Object>>() {});
        assertThat(info)
                .containsKeys("seq4j", "java", "os", "backend", "data", "data_sha256")
                .containsEntry("seed", 5);
        assertThat(info.get("command_line"))
                .isEqualTo(List.of("train", text.config().toString(), "logging.samples=1"));
        assertThat(String.valueOf(info.get("backend"))).contains("threads", "rnn0");
    }

    @Test
    void refusesToTrainTwiceInOneFolder() {
        CommandLineRun again = CommandLineRun.of("train", text.config().toString());
        assertThat(again.code()).isEqualTo(Main.USER_ERROR);
        assertThat(again.err()).contains("holds a run already").doesNotContain("\tat ");
    }

    @Test
    void resumingAFinishedRunSaysSo() {
        CommandLineRun resumed = onText("resume");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("Finished after 24 updates");
    }

    @Test
    void evaluatePrintsOneJsonObject() {
        CommandLineRun dev = onText("evaluate", "--json");
        assertThat(dev.code()).as(dev.err()).isZero();
        assertThat(dev.out().strip().lines()).hasSize(1);
        Map<String, Double> metrics =
                new JsonMapper().readValue(dev.out(), new TypeReference<Map<String, Double>>() {});
        assertThat(metrics.keySet())
                .containsExactlyInAnyOrder("nats_per_token", "perplexity", "bits_per_character", "token_accuracy");
        assertThat(metrics.get("perplexity")).isEqualTo(Math.exp(metrics.get("nats_per_token")));
        CommandLineRun test = onText("evaluate", "--json", "--split", "test", "--checkpoint", "last");
        assertThat(test.code()).isZero();
        assertThat(test.out()).isNotEqualTo(dev.out());
        assertThat(onText("evaluate").out()).containsPattern("nats_per_token +\\d\\.\\d{4}\n");
    }

    @Test
    void generatesTheSameTextForTheSameSeed() {
        CommandLineRun one = onText("generate", "--prompt", "abc\nde", "--length", "30", "--seed", "7");
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.out()).startsWith("abc\nde").hasSize(6 + 30 + 1);
        assertThat(onText("generate", "--prompt", "abc\nde", "--length", "30", "--seed", "7")
                        .out())
                .isEqualTo(one.out());
        assertThat(onText("generate", "--prompt", "abc\nde", "--length", "30", "--seed", "8")
                        .out())
                .isNotEqualTo(one.out());
        assertThat(onText("generate", "--prompt", "a", "--greedy").out())
                .isEqualTo(onText("generate", "--prompt", "a", "--temperature", "0", "--seed", "9")
                        .out());
    }

    @Test
    void generatesSeveralLines() {
        CommandLineRun several = CommandLineRun.of(
                "generate",
                lines.run("run").toString(),
                "--prompt",
                "ef",
                "--count",
                "3",
                "--top-k",
                "4",
                "--top-p",
                "0.9");
        assertThat(several.code()).as(several.err()).isZero();
        assertThat(several.out().lines()).hasSize(3).allMatch(line -> line.startsWith("ef"));
    }

    @Test
    void namesWhatAPromptMayNotHold() {
        CommandLineRun unknown = onText("generate", "--prompt", "ab€aß");
        assertThat(unknown.code()).isEqualTo(Main.USER_ERROR);
        assertThat(unknown.err()).contains("'€', 'ß'");
        assertThat(unknown.out()).isEmpty();
        assertThat(onText("generate", "--temperature", "-1").err()).contains("temperature must be");
        assertThat(onText("generate", "--length", "0").code()).isEqualTo(Main.USER_ERROR);
        assertThat(onText("generate", "--count", "0").code()).isEqualTo(Main.USER_ERROR);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        CommandLineRun noRun =
                CommandLineRun.of("evaluate", temp.resolve("nowhere").toString());
        assertThat(noRun.code()).isEqualTo(Main.USER_ERROR);
        assertThat(noRun.err()).contains("There is no run folder");
        CommandLineRun noData = CommandLineRun.of(
                "train", text.config().toString(), "data.train=" + temp.resolve("gone.txt"), "name=x");
        assertThat(noData.code()).isEqualTo(Main.USER_ERROR);
        assertThat(noData.err()).contains("gone.txt");
        Path damaged = Files.createDirectories(temp.resolve("damaged/checkpoints"));
        Files.copy(text.run("run").resolve("config.resolved.yaml"), temp.resolve("damaged/config.resolved.yaml"));
        Files.writeString(damaged.resolve("last-3.zip"), "no archive");
        CommandLineRun archive =
                CommandLineRun.of("evaluate", temp.resolve("damaged").toString());
        assertThat(archive.code()).isEqualTo(Main.USER_ERROR);
        assertThat(archive.err()).contains("last-3.zip").doesNotContain("\tat ");
    }

    @Test
    void exitsWith2WhenTrainingDiverges() {
        CommandLineRun diverged = CommandLineRun.of(
                "train",
                text.config().toString(),
                "run_dir=" + temp.resolve("diverged"),
                "training.optimizer={type: sgd, learning_rate: 1e38}");
        assertThat(diverged.code()).as(diverged.err()).isEqualTo(Main.USER_ERROR);
        assertThat(diverged.err()).contains("At update ", "Try a smaller learning rate");
    }

    @Test
    void summaryShowsVerticesAndKernels() {
        CommandLineRun summary = CommandLineRun.of("summary", text.config().toString(), "backend.kernel=portable");
        assertThat(summary.code()).as(summary.err()).isZero();
        // 12 ids: 4 special ones, a to h, line break = 13. LSTM: (6 + 8 + 1) * 4 * 8 = 480. Output: (8 + 1) * 13 = 117.
        assertThat(summary.out())
                .containsPattern("embedding +TokenEmbedding +W \\[13, 6\\] +78")
                .containsPattern("rnn0 +Recurrent .* 480 +portable")
                .containsPattern("output +TokenOutput .* 117")
                .containsPattern("total +675");
    }
}
