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

/** The commands as a user calls them, on one small run of a pointer network. */
class PointerCommandsTest {
    private static final String HULL = "([1-7]) ([1-7] ){2,}\\1";
    private static final String SOURCES = """
            .1 .2 .8 .3 .5 .9 .4 .4
            0 0 1 0 1 1 0 1 .5 .5 output 1 2 3 4 1

            {"vectors": [[0, 0], [2, 0], [1, 3]]}
            """;

    @TempDir
    private static Path temp;

    private static TestExperiment pointing;

    @BeforeAll
    static void trainOnce() throws IOException {
        pointing = TestExperiment.pointing(Files.createDirectory(temp.resolve("pointing")));
        CommandLineRun trained =
                CommandLineRun.of("train", pointing.config().toString(), "logging.pictures=2", "logging.samples=2");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).contains("polygon_accuracy", "| source", "reference");
        assertThat(pointing.run("run").resolve("pictures"))
                .isDirectoryContaining("glob:**/1.svg")
                .isDirectoryContaining("glob:**/2.png");
        assertThat(Files.readString(pointing.run("run").resolve("run.json")))
                .contains("convex_hull of 4 to 7 elements from seed 5", "\"features\"");
    }

    @AfterAll
    static void putBack() {
        CommandLineRun.putBack();
    }

    private static CommandLineRun predict(String input, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("predict", pointing.run("run").toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.reading(input, arguments.toArray(String[]::new));
    }

    @Test
    void evaluatesOnAnySizeAndFile() throws IOException {
        CommandLineRun test = CommandLineRun.of("evaluate", pointing.run("run").toString(), "--split", "test");
        assertThat(test.code()).as(test.err()).isZero();
        assertThat(test.out())
                .containsPattern("nats_per_token +\\d\\.\\d{4}\n")
                .containsPattern("polygon_accuracy +\\d+\\.\\d{2} +accuracy\\|unit:polygon.* \\(right = \\d+ of 14\\)")
                .containsPattern("valid_rate +\\d+\\.\\d{2} +valid\\|task:convex_hull");
        CommandLineRun large = CommandLineRun.of(
                "evaluate",
                pointing.run("run").toString(),
                "--split",
                "test",
                "--set",
                "data.generated.max_size=40",
                "--set",
                "data.generated.min_size=40",
                "--set",
                "data.generated.test_size=3");
        assertThat(large.code()).as(large.err()).isZero();
        assertThat(large.out()).contains(" of 3)");
        Path page = temp.resolve("results.md");
        CommandLineRun results = CommandLineRun.of(
                "runs", "results", pointing.run("run").toString(), "--title", "Hulls", "--output", page.toString());
        assertThat(results.code()).as(results.err()).isZero();
        assertThat(Files.readString(page))
                .startsWith("# Hulls\n")
                .containsPattern("\\| `run` \\| \\d\\.\\d \\| \\d+ \\| .*polygon_accuracy")
                .containsPattern("\\| `run` \\| test \\|  \\| \\d")
                .containsPattern("\\| `run` \\| test \\| `data.generated.max_size=40` .*\\| \\d");
        Path file = Files.writeString(temp.resolve("hulls.txt"), "0 0 1 0 1 1 .9 .8 output 1 2 3 1\n");
        CommandLineRun own = CommandLineRun.of(
                "evaluate", pointing.run("run").toString(), "--split", "test", "--set", "data.test=" + file, "--json");
        assertThat(own.code()).as(own.err()).isZero();
        assertThat(own.out()).contains("\"sequence_error_rate\"");
    }

    @Test
    void oneLineInIsOneLineOutInOrder() {
        CommandLineRun all = predict(SOURCES);
        assertThat(all.code()).as(all.err()).isZero();
        String[] lines = all.out().split("\n", -1);
        assertThat(lines).hasSize(5);
        assertThat(lines[0]).matches(HULL);
        assertThat(lines[1]).matches(HULL);
        assertThat(lines[2]).isEmpty();
        assertThat(lines[3]).matches("([1-3]) [1-3] [1-3] \\1");
        String[] sources = SOURCES.split("\n");
        for (int i = 0; i < sources.length; i++) {
            assertThat(predict(sources[i] + "\n").out()).isEqualTo(lines[i] + "\n");
        }
        String run = pointing.run("run").toString();
        assertThat(CommandLineRun.reading(SOURCES, "predict", run, run).out()).isEqualTo(all.out());
    }

    @Test
    void withoutTheConstraintAnythingMayCome() {
        CommandLineRun free =
                predict(SOURCES, "--set", "decoding.constraint=none", "--max-length", "3", "--scores", "--beam", "1");
        assertThat(free.code()).as(free.err()).isZero();
        assertThat(free.out().lines().filter(line -> !line.isEmpty()))
                .hasSize(3)
                .allMatch(line -> line.matches("-\\d+\\.\\d{4}\t([1-5]( [1-5]){0,2})?"));
    }

    @Test
    void jsonHoldsPositionsScoresAndProbabilities() {
        CommandLineRun json = predict(SOURCES, "--json", "--n-best", "2");
        assertThat(json.code()).as(json.err()).isZero();
        String first = json.out().lines().findFirst().orElseThrow();
        Map<String, Object> object = new JsonMapper().readValue(first, new TypeReference<Map<String, Object>>() {});
        assertThat(object).containsEntry("source", ".1 .2 .8 .3 .5 .9 .4 .4");
        List<?> outputs = (List<?>) object.get("outputs");
        assertThat(outputs).hasSize(2);
        Map<?, ?> best = (Map<?, ?>) outputs.get(0);
        Map<?, ?> next = (Map<?, ?>) outputs.get(1);
        assertThat((Double) best.get("score")).isGreaterThanOrEqualTo((Double) next.get("score"));
        List<?> positions = (List<?>) best.get("positions");
        List<?> probabilities = (List<?>) best.get("probabilities");
        assertThat(probabilities).hasSameSizeAs(positions);
        for (Object row : probabilities) {
            assertThat((List<?>) row).hasSize(5); // the end and four elements
            double sum = ((List<?>) row)
                    .stream().mapToDouble(p -> ((Number) p).doubleValue()).sum();
            assertThat(sum).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void drawsPicturesOfOutputsAndProbabilities() {
        Path pictures = temp.resolve("drawn");
        Path attention = temp.resolve("attention");
        CommandLineRun drawn = predict(
                SOURCES, "--pictures", pictures.toString(), "--attention", attention.toString(), "--n-best", "2");
        assertThat(drawn.code()).as(drawn.err()).isZero();
        for (String name : List.of("1.svg", "1.png", "1-2.svg", "2.png", "4.svg")) {
            assertThat(pictures.resolve(name)).isNotEmptyFile();
        }
        assertThat(pictures.resolve("3.svg")).doesNotExist();
        // only the second line says what is right
        assertThat(pictures.resolve("1.svg")).content().contains(">convex hull, 4 elements<");
        assertThat(pictures.resolve("2.svg")).content().containsPattern(">convex hull, 5 elements: (right|wrong)<");
        assertThat(attention.resolve("2-2.png")).isNotEmptyFile();
    }

    @Test
    void drawsDependOnTheSeedAlone() {
        String[] draw = {"--sample", "--temperature", "2", "--seed", "3", "--n-best", "3"};
        CommandLineRun one = predict(SOURCES, draw);
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(predict(SOURCES, draw).out()).isEqualTo(one.out());
    }

    @Test
    void withoutPointingThereIsAFixedNumberOfPositions() {
        for (String attention : List.of("none", "bahdanau")) {
            String run = temp.resolve("fixed-" + attention).toString();
            CommandLineRun trained = CommandLineRun.of(
                    "train",
                    pointing.config().toString(),
                    "run_dir=" + run,
                    "~model.glimpses",
                    "model.pointing=false",
                    "model.fixed_attention=" + attention,
                    "training.max_duration=8u");
            assertThat(trained.code()).as(trained.err()).isZero();
            CommandLineRun scores = CommandLineRun.of("evaluate", run, "--json");
            assertThat(scores.code()).as(scores.err()).isZero();
            assertThat(scores.out()).contains("polygon_accuracy");
            CommandLineRun all = CommandLineRun.reading(SOURCES, "predict", run, "--set", "decoding.constraint=none");
            assertThat(all.code()).as(all.err()).isZero();
            assertThat(all.out().lines().findFirst().orElseThrow()).matches("([1-4]( [1-4])*)?");
            assertThat(CommandLineRun.reading(SOURCES, "predict", run, "--json").out())
                    .contains("\"positions\"")
                    .doesNotContain("probabilities");
            CommandLineRun large = CommandLineRun.reading("1 2 ".repeat(8) + "\n", "predict", run);
            mistake("eight", large, "Expected at most 7 elements, found 8");
        }
    }

    @Test
    void withAnOrderOfItsOwnAModelGivesTheSameAnswerInWhateverOrderElementsCome() {
        String run = temp.resolve("ordered").toString();
        CommandLineRun trained = CommandLineRun.of(
                "train",
                pointing.config().toString(),
                "run_dir=" + run,
                "data.elements.order=lexicographic",
                "training.max_duration=8u");
        assertThat(trained.code()).as(trained.err()).isZero();
        CommandLineRun predicted =
                CommandLineRun.reading(".8 .3 .4 .4 .5 .9 .1 .2\n.1 .2 .4 .4 .5 .9 .8 .3\n", "predict", run, "--json");
        assertThat(predicted.code()).as(predicted.err()).isZero();
        List<Map<?, ?>> best = predicted
                .out()
                .lines()
                .map(line -> new JsonMapper().readValue(line, new TypeReference<Map<String, Object>>() {}))
                .<Map<?, ?>>map(line -> (Map<?, ?>) ((List<?>) line.get("outputs")).get(0))
                .toList();
        int[] places = {4, 2, 3, 1}; // of the elements of the second line among those of the first
        assertThat(positions(best.get(0)))
                .isEqualTo(
                        positions(best.get(1)).stream().map(p -> places[p - 1]).toList());
        assertThat(best.get(0).get("score")).isEqualTo(best.get(1).get("score"));
        List<?> mixed = (List<?>) best.get(0).get("probabilities");
        List<?> ordered = (List<?>) best.get(1).get("probabilities");
        for (int t = 0; t < ordered.size(); t++) {
            List<?> row = (List<?>) mixed.get(t);
            assertThat((List<?>) ordered.get(t))
                    .isEqualTo(List.of(row.get(0), row.get(4), row.get(2), row.get(3), row.get(1)));
        }
        String given = pointing.run("run").toString();
        mistake("orders", CommandLineRun.reading(SOURCES, "predict", run, given), "data.elements.order differs");
    }

    private static List<Integer> positions(Map<?, ?> output) {
        return ((List<?>) output.get("positions"))
                .stream().map(p -> (Integer) p).toList();
    }

    @Test
    void mistakesAreSentences() throws IOException {
        mistake("odd", predict("1 2 3\n"), "standard input:1: ", "3 numbers");
        mistake("word", predict("1 2 x 4\n"), "standard input:1: ", "'x'");
        mistake("width", predict("1 2 3 4 5 6\n{\"vectors\": [[1], [2]]}\n"), "standard input:2: ", "2 numbers");
        mistake("prefix", predict(SOURCES, "--prefix", "1"), "--prefix is text");
        mistake("key", predict(SOURCES, "--set", "model.glimpses=2"), "model.glimpses");
        mistake("n-best", predict(SOURCES, "--n-best", "4", "--beam", "2"), "n_best");
        mistake("generate", CommandLineRun.of("generate", pointing.run("run").toString()), "Use: predict");
        mistake(
                "split",
                CommandLineRun.of(
                        "evaluate",
                        pointing.run("run").toString(),
                        "--split",
                        "test",
                        "--set",
                        "data.generated.test_size=0"),
                "no test data; give data.test or data.generated.test_size");
        Path empty = Files.writeString(temp.resolve("empty.txt"), "");
        mistake("empty", evaluateOn(empty), "holds no example");
        Path wrong = Files.writeString(temp.resolve("wrong.txt"), "0 0 1 0 1 1 output 1 2 4 1\n");
        mistake("position", evaluateOn(wrong), "wrong.txt:1: ", "1 to 3");
        mistake("gone", evaluateOn(temp.resolve("gone.txt")), "gone.txt");
    }

    private static CommandLineRun evaluateOn(Path file) {
        return CommandLineRun.of(
                "evaluate", pointing.run("run").toString(), "--split", "test", "--set", "data.test=" + file);
    }

    private static void mistake(String what, CommandLineRun run, String... named) {
        assertThat(run.code()).as(what + ": " + run.err()).isEqualTo(Main.USER_ERROR);
        assertThat(run.err()).as(what).contains(named).doesNotContain("\tat ");
        assertThat(run.out()).as(what).isEmpty();
    }
}
