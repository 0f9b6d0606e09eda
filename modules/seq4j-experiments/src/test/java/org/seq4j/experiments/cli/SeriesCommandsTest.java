package org.seq4j.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Models of series as a user trains and asks them. */
class SeriesCommandsTest {
    /** Series of two channels, some rising and some falling; the second channel is noise. */
    private static final String TABLE = """
            schema: 1
            name: table
            run_dir: FOLDER/table
            data:
              format: csv
              header: true
              train: FOLDER/train.csv
              test: FOLDER/test.csv
              split: {dev: 0.2}
              series: {group: id, label: kind, normalize: standard}
              batching: {size: 8}
            model: {type: classifier, encoder: {cell: gru, hidden_size: 8, bidirectional: false, dropout: 0.1}}
            training:
              optimizer: {type: adam, learning_rate: 0.02}
              max_duration: 8e
            evaluation: {metrics: [accuracy, macro_f1, nats]}
            """;

    /** The same series as JSON, with sums so far as numbers to predict. */
    private static final String OBJECTS = """
            schema: 1
            name: objects
            run_dir: FOLDER/objects
            data:
              format: jsonl
              train: FOLDER/train.jsonl
              test: FOLDER/test.jsonl
              split: {dev: 0.2}
              series: {targets: [sums], normalize: standard, normalize_targets: standard}
              batching: {size: 8}
            model: {type: regressor, encoder: {cell: lstm, hidden_size: 8, bidirectional: false}}
            training:
              optimizer: {type: adam, learning_rate: 0.02}
              max_duration: 4e
            """;

    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

    @TempDir
    private static Path temp;

    private static String table;
    private static String objects;

    @BeforeAll
    static void trainTwo() throws IOException {
        write("train", 60, 1);
        write("test", 12, 2);
        table = Files.writeString(temp.resolve("table.yaml"), TABLE.replace("FOLDER", temp.toString()))
                .toString();
        objects = Files.writeString(temp.resolve("objects.yaml"), OBJECTS.replace("FOLDER", temp.toString()))
                .toString();
        assertThat(good(CommandLineRun.of("train", table, "logging.samples=2")).err())
                .contains("accuracy", "| source", "train.csv:");
        assertThat(good(CommandLineRun.of("train", objects)).err()).contains("rmse");
    }

    @AfterAll
    static void putBack() {
        CommandLineRun.putBack();
    }

    private static void write(String name, int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder rows = new StringBuilder("id,x,y,kind\n");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int steps = 5 + random.nextInt(5);
            double slope = i < count / 2 ? 10 : -10; // sorted by class
            double x = random.nextDouble(100);
            double sum = 0;
            List<String> values = new ArrayList<>();
            List<String> sums = new ArrayList<>();
            for (int t = 0; t < steps; t++) {
                x += slope + random.nextDouble(2);
                double y = random.nextDouble();
                sum += x;
                rows.append("s%d,%.3f,%.3f,%s%n".formatted(i, x, y, slope > 0 ? "up" : "down"));
                values.add("[%.3f, %.3f]".formatted(x, y));
                sums.add("%.3f".formatted(sum));
            }
            lines.append("{\"values\": " + values + ", \"sums\": " + sums + ", \"last\": " + sums.get(steps - 1)
                    + ", \"kind\": [\"" + (slope > 0 ? "up" : "down") + "\"]}\n");
        }
        Files.writeString(temp.resolve(name + ".csv"), rows.toString());
        Files.writeString(temp.resolve(name + ".jsonl"), lines.toString());
    }

    private static CommandLineRun good(CommandLineRun run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static void mistake(CommandLineRun run, String... named) {
        assertThat(run.code()).as(run.err()).isEqualTo(Main.USER_ERROR);
        assertThat(run.err()).contains(named).doesNotContain("\tat ");
        assertThat(run.err().strip().lines().filter(line -> line.contains(named[0])))
                .hasSize(1);
    }

    private static String run(String name) {
        return temp.resolve(name).toString();
    }

    @Test
    void aClassifierScoresAndNamesClasses() throws IOException {
        CommandLineRun scores = good(CommandLineRun.of("evaluate", run("table"), "--split", "test", "--json"));
        Map<String, Object> values =
                new JsonMapper().readValue(scores.out(), new TypeReference<Map<String, Object>>() {});
        assertThat((Double) values.get("accuracy")).isGreaterThan(0.75);
        assertThat(values).containsKeys("macro_f1", "nats");
        String file = temp.resolve("test.csv").toString();
        CommandLineRun labels = good(CommandLineRun.of("predict", run("table"), "--input", file));
        List<String> lines = labels.out().lines().toList();
        assertThat(lines).hasSize(12).containsOnly("up", "down");
        CommandLineRun scored = good(CommandLineRun.of("predict", run("table"), "--input", file, "--scores"));
        assertThat(scored.out().lines()).allMatch(line -> line.matches("[01]\\.\\d{4}\t(up|down)"));
        CommandLineRun json = good(CommandLineRun.of("predict", run("table"), "--input", file, "--json"));
        assertThat(json.out().lines().findFirst().orElseThrow())
                .matches("\\{\"source\":\".*test.csv:2\",\"label\":\"" + lines.get(0)
                        + "\",\"probabilities\":\\{\"down\":[0-9.E-]+,\"up\":[0-9.E-]+}}");
        CommandLineRun piped = good(CommandLineRun.reading(Files.readString(Path.of(file)), "predict", run("table")));
        assertThat(piped.out()).isEqualTo(labels.out());
    }

    private static final String[] NEXT = {
        "~data.series.targets", "~data.series.normalize_targets", "data.series.goal=next_step"
    };

    private static final String[] FORECAST = {
        "~data.series.targets",
        "~data.series.normalize_targets",
        "data.series.goal=forecast",
        "data.series.windows={history: 3, horizon: 2}",
        "~data.split" // in time, which short series do not bear
    };

    /** How a model is trained, and how many steps its predictions need and read. */
    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of("classes", table, 1, 9, new String[] {}),
                Arguments.of("targets", objects, 1, 9, new String[] {}),
                Arguments.of(
                        "target", objects, 1, 9, new String[] {"model.per_step=false", "data.series.targets=[last]"}),
                Arguments.of("next step", objects, 1, 9, NEXT),
                Arguments.of("direct forecast", objects, 3, 3, FORECAST),
                Arguments.of(
                        "autoregressive forecast",
                        objects,
                        1,
                        3,
                        Stream.concat(Stream.of(FORECAST), Stream.of("data.series.windows.method=autoregressive"))
                                .toArray(String[]::new)));
    }

    /** The lines of a stream are the predictions for the beginnings of the series. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void aStreamEqualsPredictionsOfBeginnings(String name, String config, int least, int most, String[] overrides) {
        String trained = run("stream-" + name);
        List<String> arguments = new ArrayList<>(List.of("train", config, "run_dir=" + trained));
        arguments.addAll(List.of(overrides));
        good(CommandLineRun.of(arguments.toArray(String[]::new)));
        List<String> steps = List.of("7 .3", "18,.2", "27 , .9", "36.5\t.1");
        List<String> found = good(CommandLineRun.reading(
                        String.join("\n", steps) + "\n\n" + steps.get(0) + "\n",
                        "predict",
                        trained,
                        "--stream",
                        "--json"))
                .out()
                .lines()
                .toList();
        assertThat(found).hasSize(steps.size() + 2);
        assertThat(found.get(steps.size())).isEmpty();
        assertThat(numbers(found.get(steps.size() + 1))).as("a new series").isEqualTo(numbers(found.get(0)));
        for (int read = least; read <= Math.min(most, steps.size()); read++) {
            String beginning = beginning(steps.subList(0, read), config.equals(table));
            CommandLineRun whole = good(CommandLineRun.reading(beginning, "predict", trained, "--json"));
            List<Double> expected = numbers(whole.out());
            List<Double> last = numbers(found.get(read - 1));
            assertThat(last).isNotEmpty();
            for (int i = 0; i < last.size(); i++) { // of a prediction at each step, the last
                assertThat(last.get(i)).isCloseTo(expected.get(expected.size() - last.size() + i), offset(1e-3));
            }
        }
    }

    /** Steps as one series in a file. */
    private static String beginning(List<String> steps, boolean asTable) {
        List<String> rows = steps.stream()
                .map(step -> step.strip().replaceAll("[ ,\t]+", ",").replace(",.", ",0."))
                .toList();
        return asTable
                ? "id,x,y,kind\n"
                        + rows.stream().map(row -> "a," + row + ",up\n").collect(Collectors.joining())
                : "{\"values\": " + rows.stream().map(row -> "[" + row + "]").toList() + "}\n";
    }

    /** The numbers of a prediction in JSON. */
    private static List<Double> numbers(String json) {
        List<Double> numbers = new ArrayList<>();
        String values = json.substring(Math.max(json.indexOf("\"prediction\""), json.indexOf("\"probabilities\"")));
        Matcher matcher = NUMBER.matcher(values);
        while (matcher.find()) {
            numbers.add(Double.valueOf(matcher.group()));
        }
        return numbers;
    }

    @Test
    void forecastsGoManyStepsAhead() throws IOException {
        String config = objects;
        String[] common = {
            "~data.series.targets",
            "~data.series.normalize_targets",
            "data.series.goal=forecast",
            "data.test=null",
            "data.series.windows.history=3",
            "data.series.windows.horizon=1",
            "data.split.dev=0.2"
        };
        Path one = Files.writeString(
                temp.resolve("one.jsonl"),
                "{\"values\": "
                        + IntStream.range(0, 120)
                                .mapToObj(t -> "%.4f".formatted(100 + 10 * Math.sin(t / 3.0)))
                                .toList()
                        + "}\n");
        for (String method : List.of("direct", "autoregressive")) {
            String trained = run("ahead-" + method);
            List<String> arguments = new ArrayList<>(List.of("train", config));
            arguments.addAll(List.of(common));
            arguments.addAll(List.of(
                    "data.train=" + one,
                    "data.series.windows.history=8",
                    "data.series.windows.horizon=4",
                    "data.series.windows.method=" + method,
                    "data.split.test=0.2",
                    "training.max_duration=30e",
                    "training.validate_every=10e",
                    "logging.samples=1",
                    "run_dir=" + trained));
            assertThat(good(CommandLineRun.of(arguments.toArray(String[]::new))).err())
                    .contains("one.jsonl:1 (8 steps)", "reference", "output");
            CommandLineRun scores = good(CommandLineRun.of("evaluate", trained, "--split", "test", "--json"));
            Map<String, Object> values =
                    new JsonMapper().readValue(scores.out(), new TypeReference<Map<String, Object>>() {});
            assertThat((Double) values.get("rmse")).isBetween(0.0, 5.0); // the sine's own is 7
            CommandLineRun ahead = good(CommandLineRun.of("predict", trained, "--input", one.toString()));
            assertThat(ahead.out().strip().split(";")).hasSize(4).allMatch(x -> Float.parseFloat(x) > 80);
        }
        CommandLineRun further = good(
                CommandLineRun.of("predict", run("ahead-autoregressive"), "--input", one.toString(), "--steps", "9"));
        assertThat(further.out().strip().split(";")).hasSize(9);
        mistake(
                CommandLineRun.of("predict", run("ahead-direct"), "--input", one.toString(), "--steps", "9"),
                "--steps is for models that predict the next step");
        mistake(
                CommandLineRun.reading("{\"values\": [1, 2]}\n", "predict", run("ahead-direct")),
                "standard input:1: the series has 2 steps, but the model reads 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"japanese-vowels-lstm", "jsb-gru", "nile-forecast"})
    void recipesRunOnPublicData(String recipe) {
        String root = System.getenv("SEQ4J_DATA");
        Assumptions.assumeTrue(root != null, "SEQ4J_DATA names no folder with the public data");
        String trained = run(recipe);
        good(CommandLineRun.of(
                "train",
                "../../configs/series/" + recipe + ".yaml",
                "run_dir=" + trained,
                "training.max_duration=2u",
                "model.encoder.hidden_size=8"));
        CommandLineRun scores = good(CommandLineRun.of("evaluate", trained, "--split", "test"));
        assertThat(scores.out()).containsPattern("(accuracy|frame_nll|rmse) +\\d");
    }

    @Test
    void aModelOfTheWholeSeriesHasNoStream() {
        for (String override : List.of(
                "model.encoder.bidirectional=true", "model.read_out=mean", "data.series.normalize=per_series")) {
            String trained = run("whole-" + override.replaceFirst("=.*", ""));
            good(CommandLineRun.of("train", table, override, "training.max_duration=2u", "run_dir=" + trained));
            mistake(
                    CommandLineRun.reading("1 2\n", "predict", trained, "--stream"),
                    "cannot read step by step: " + override.replaceFirst("=", " is "));
        }
    }

    @Test
    void faultsNameFileAndLine() throws IOException {
        mistake(fault("id,x,kind\na,1,up\n", "data.series.values=[x,z]"), "bad.csv:1: the header has no column 'z'");
        mistake(fault("id,x,kind\na,1,up\na,2\n"), "bad.csv:3: the row has 2 fields, but the header has 3");
        mistake(fault("id,x,kind\na,1,up\na,NaN,up\n"), "bad.csv:3: 'x' is missing");
        mistake(fault("id,x,kind\na,1,up\na,1,down\n"), "bad.csv:3: the label is 'down'");
        mistake(fault("id,x,kind\n"), "bad.csv holds no series");
        Path unknown = Files.writeString(temp.resolve("unknown.csv"), "id,x,y,kind\na,1,2,up\nb,1,2,sideways\n");
        mistake(
                CommandLineRun.of("evaluate", run("table"), "--split", "test", "--set", "data.test=" + unknown),
                "unknown.csv:3: the label 'sideways' is none of the training data's 2 labels (down, up)");
        Path empty = Files.writeString(
                temp.resolve("empty.jsonl"), "{\"values\": [[1, 2]], \"sums\": [1]}\n{\"values\": [], \"sums\": []}\n");
        mistake(
                CommandLineRun.of("evaluate", run("objects"), "--split", "test", "--set", "data.test=" + empty),
                "empty.jsonl:2: the field 'values' is empty");
        mistake(
                CommandLineRun.of(
                        "train",
                        objects,
                        "model.loss=bernoulli",
                        "run_dir=" + run("bits"),
                        "~data.series.normalize_targets"),
                "train.jsonl:1: number 1 of step 1 is ");
        mistake(
                CommandLineRun.reading("1 2\n3\n", "predict", run("table"), "--stream"),
                "standard input:2: the line has 1 number, but a step has 2");
        mistake(
                CommandLineRun.reading("1 NaN\n", "predict", run("table"), "--stream"),
                "standard input:1: number 2 is missing");
        mistake(
                CommandLineRun.reading("id,x,kind\na,1,up\n", "predict", run("table")),
                "standard input:2: the series has 1 channel");
        mistake(CommandLineRun.of("predict", run("table"), "--prefix", "a"), "--prefix");
        mistake(CommandLineRun.of("predict", run("objects"), "--scores"), "--scores");
    }

    private static CommandLineRun fault(String text, String... overrides) throws IOException {
        Path file = Files.writeString(temp.resolve("bad.csv"), text);
        List<String> arguments =
                new ArrayList<>(List.of("train", table, "data.train=" + file, "run_dir=" + run("bad")));
        arguments.addAll(List.of(overrides));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }
}
