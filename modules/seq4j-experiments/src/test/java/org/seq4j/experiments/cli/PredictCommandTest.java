package org.seq4j.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.training.TestExperiment;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The command predict as a user calls it, on one small sequence-to-sequence run. */
class PredictCommandTest {
    private static final String SOURCES = "abc\nefgh\n\ncd\nabcdefgh\nbcd\n";

    @TempDir
    private static Path temp;

    private static TestExperiment pairs;

    @BeforeAll
    static void trainOnce() throws IOException {
        pairs = TestExperiment.pairs(Files.createDirectory(temp.resolve("pairs")));
        CommandLineRun trained =
                CommandLineRun.of("train", pairs.config().toString(), "logging.attention_plots=2", "logging.samples=2");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).contains("sequence_accuracy", "| source", "wrong");
        assertThat(pairs.run("run").resolve("attention")).isDirectoryContaining("glob:**1.png");
    }

    @AfterAll
    static void putBack() {
        CommandLineRun.putBack();
    }

    private static CommandLineRun predict(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("predict", pairs.run("run").toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.reading(SOURCES, arguments.toArray(String[]::new));
    }

    @Test
    void oneLineInIsOneLineOutInOrder() throws IOException {
        CommandLineRun all = predict();
        assertThat(all.code()).as(all.err()).isZero();
        String[] lines = all.out().split("\n", -1);
        assertThat(lines).hasSize(7);
        String[] sources = SOURCES.split("\n");
        for (int i = 0; i < sources.length; i++) {
            CommandLineRun alone = CommandLineRun.reading(
                    sources[i] + '\n', "predict", pairs.run("run").toString());
            assertThat(alone.out()).isEqualTo(lines[i] + '\n');
        }
        Path input = Files.writeString(temp.resolve("sources.txt"), SOURCES);
        Path output = temp.resolve("targets.txt");
        assertThat(predict("--input", input.toString(), "--output", output.toString())
                        .out())
                .isEmpty();
        assertThat(output).hasContent(all.out());
    }

    @Test
    void jsonHoldsScoresAndAttention() {
        CommandLineRun json = predict("--json", "--n-best", "2", "--set", "decoding.min_length=2");
        assertThat(json.code()).as(json.err()).isZero();
        String first = json.out().lines().findFirst().orElseThrow();
        Map<String, Object> object = new JsonMapper().readValue(first, new TypeReference<Map<String, Object>>() {});
        assertThat(object).containsEntry("source", "abc");
        List<?> outputs = (List<?>) object.get("outputs");
        assertThat(outputs).hasSize(2);
        Map<?, ?> best = (Map<?, ?>) outputs.get(0);
        Map<?, ?> next = (Map<?, ?>) outputs.get(1);
        assertThat((Double) best.get("score")).isNegative().isGreaterThanOrEqualTo((Double) next.get("score"));
        Map<?, ?> attention = (Map<?, ?>) best.get("attention");
        assertThat(attention.get("source")).isEqualTo(List.of("a", "b", "c"));
        for (Object row : (List<?>) attention.get("weights")) {
            double sum = ((List<?>) row)
                    .stream().mapToDouble(weight -> (Double) weight).sum();
            assertThat(sum).isBetween(0.999, 1.001);
        }
    }

    @Test
    void nBestLinesCarryTheNumberOfTheirSource() throws IOException {
        Path pictures = temp.resolve("pictures");
        CommandLineRun best = predict("--n-best", "3", "--scores", "--attention", pictures.toString());
        assertThat(best.code()).as(best.err()).isZero();
        assertThat(best.out().lines().limit(3)).allMatch(line -> line.matches("1\t-\\d+\\.\\d{4}\t[a-h]*"));
        assertThat(best.out().lines().map(line -> line.substring(0, 1)).distinct())
                .containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(ImageIO.read(pictures.resolve("2-3.png").toFile()).getWidth())
                .isGreaterThan(100);
    }

    @Test
    void drawsDependOnTheSeedAlone() {
        String[] draw = {"--sample", "--temperature", "2", "--seed", "3"};
        CommandLineRun one = predict(draw);
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(predict(draw).out()).isEqualTo(one.out());
        assertThat(predict("--sample", "--temperature", "2", "--seed", "4").out())
                .isNotEqualTo(one.out());
    }

    @Test
    void optionsBindTheSearch() {
        assertThat(predict("--prefix", "fe").out().lines())
                .allMatch(line -> line.startsWith("fe") || line.isEmpty() /* of the empty source */);
        assertThat(predict("--max-length", "2").out().lines()).allMatch(line -> line.length() <= 2);
        assertThat(predict("--set", "decoding.min_length=6").out().lines())
                .allMatch(line -> line.length() >= 6 || line.isEmpty());
        String run = pairs.run("run").toString();
        assertThat(CommandLineRun.reading(SOURCES, "predict", run, run).out())
                .isEqualTo(predict().out());
    }

    @Test
    void mistakesAreSentences() {
        mistake("no file", predict("--input", temp.resolve("gone.txt").toString()), "gone.txt");
        mistake("n-best", predict("--n-best", "4", "--beam", "2"), "n_best");
        mistake("sampling", predict("--temperature", "2"), "--sample");
        mistake("key", predict("--set", "model.hidden_size=9"), "model.hidden_size");
        mistake("prefix", predict("--prefix", "xyz"), "'x', 'y', 'z'");
        Path output = temp.resolve("never.txt");
        mistake(
                "half a file",
                predict("--input", temp.resolve("gone.txt").toString(), "--output", output.toString()),
                "gone.txt");
        assertThat(output).doesNotExist();
    }

    private static void mistake(String what, CommandLineRun run, String named) {
        assertThat(run.code()).as(what + ": " + run.err()).isEqualTo(Main.USER_ERROR);
        assertThat(run.err()).as(what).contains(named).doesNotContain("\tat ");
        assertThat(run.out()).as(what).isEmpty();
    }

    @Test
    void evaluateTellsHowItScored() {
        CommandLineRun scores = CommandLineRun.of("evaluate", pairs.run("run").toString(), "--split", "test");
        assertThat(scores.code()).as(scores.err()).isZero();
        assertThat(scores.out())
                .containsPattern("perplexity +\\d+\\.\\d{4}\n")
                .containsPattern("sequence_accuracy +[01]\\.\\d{4} +accuracy\\|nrefs:1\\|.* \\(wrong = \\d+ of \\d+\\)")
                .containsPattern("cer +\\d+\\.\\d{2} +CER\\|nrefs:1");
    }
}
