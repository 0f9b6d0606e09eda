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

/** The commands as a user calls them, on small runs of a tagger with intents and of classifiers. */
class LabelCommandsTest {
    @TempDir
    private static Path temp;

    private static TestExperiment slots;
    private static TestExperiment classes;

    @BeforeAll
    static void trainOnce() throws IOException {
        slots = TestExperiment.slots(Files.createDirectory(temp.resolve("slots")));
        CommandLineRun trained = CommandLineRun.of(
                "train",
                slots.config().toString(),
                "training.max_duration=80u",
                "training.validate_every=20u",
                "logging.every=20u",
                "logging.samples=2");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).contains("span_f1", "| source", "reference", "Play: O O O B-song O");
        assertThat(Files.readString(slots.run("run").resolve("run.json")))
                .contains("96 sentences (", "train.out", "train.label", "\"tags\" : 4", "\"labels\" : 2");
        classes = TestExperiment.classes(Files.createDirectory(temp.resolve("classes")));
        CommandLineRun other = CommandLineRun.of(
                "train",
                classes.config().toString(),
                "training.max_duration=80u",
                "training.validate_every=20u",
                "logging.every=20u",
                "logging.samples=2");
        assertThat(other.code()).as(other.err()).isZero();
        assertThat(other.err()).contains("accuracy", "| source");
    }

    @AfterAll
    static void putBack() {
        CommandLineRun.putBack();
    }

    private static CommandLineRun evaluate(TestExperiment experiment, String... options) {
        return call("evaluate", experiment, options);
    }

    private static CommandLineRun call(String command, TestExperiment experiment, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of(command, experiment.run("run").toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private static CommandLineRun predict(TestExperiment experiment, String input, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("predict", experiment.run("run").toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.reading(input, arguments.toArray(String[]::new));
    }

    @Test
    void evaluationReportsChunksAndIntentsAndDrawsConfusions() {
        CommandLineRun test = evaluate(slots, "--split", "test");
        assertThat(test.code()).as(test.err()).isZero();
        assertThat(test.out())
                .containsPattern("span_f1 +1\\.0000\n")
                .containsPattern("intent_accuracy +1\\.0000\n")
                .containsPattern("chunks\n +precision +recall +F1 +support\ncity +100\\.00")
                .containsPattern("intents\n +precision.*\nPlay +100\\.00 +100\\.00 +100\\.00 +\\d+\n")
                .doesNotContain("B-city");
        Path confusion = slots.run("run").resolve("confusion");
        for (String name : List.of("test-tags.svg", "test-tags.png", "test-intents.svg", "test-intents.png")) {
            assertThat(confusion.resolve(name)).isNotEmptyFile();
        }
        assertThat(confusion.resolve("test-tags.svg")).content().contains(">slots, test: tags<", ">B-city  1<");
        CommandLineRun json = evaluate(slots, "--json");
        assertThat(json.out())
                .contains("\"reports\":{\"chunks\":{\"city\":{\"precision\":1.0,\"recall\":1.0,\"f1\":1.0,");
    }

    @Test
    void evaluationOfClasses() {
        CommandLineRun test = evaluate(classes, "--split", "test");
        assertThat(test.code()).as(test.err()).isZero();
        assertThat(test.out())
                .containsPattern("nats +\\d\\.\\d{4}\n")
                .containsPattern("accuracy +0\\.[89]|accuracy +1\\.0")
                .containsPattern("labels\n +precision +recall +F1 +support\nno +");
        assertThat(classes.run("run").resolve("confusion").resolve("test-labels.png"))
                .isNotEmptyFile();
    }

    @Test
    void tagsStandOnALineForEachLine() {
        String sources = "play the song Boq now\n\nweather in new zzz\n";
        CommandLineRun all = predict(slots, sources);
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out()).isEqualTo("Play\tO O O B-song O\n\nWeather\tO O B-city I-city\n");
        for (String line : sources.split("\n")) {
            assertThat(all.out()).contains(predict(slots, line + "\n").out());
        }
    }

    @Test
    void jsonTellsTagsChunksAndProbabilities() {
        Map<String, Object> object = object(predict(slots, "weather in new zzz\n", "--json"));
        assertThat(object)
                .containsEntry("tokens", List.of("weather", "in", "new", "zzz"))
                .containsEntry("tags", List.of("O", "O", "B-city", "I-city"))
                .containsEntry("chunks", List.of(Map.of("type", "city", "start", 2, "end", 4, "text", "new zzz")))
                .containsEntry("intent", "Weather");
        assertThat((List<?>) object.get("probabilities"))
                .hasSize(4)
                .allSatisfy(p -> assertThat(((Number) p).doubleValue()).isBetween(0.3, 1.0));
        assertThat(((Map<?, ?>) object.get("intent_probabilities")).keySet())
                .asString()
                .isEqualTo("[Play, Weather]");
    }

    private static Map<String, Object> object(CommandLineRun run) {
        assertThat(run.code()).as(run.err()).isZero();
        return new JsonMapper()
                .readValue(run.out().lines().findFirst().orElseThrow(), new TypeReference<Map<String, Object>>() {});
    }

    @Test
    void columnsComeBackWithAColumnOfTags() throws IOException {
        CommandLineRun plain = predict(slots, "weather\nin\nnew\nBoq\n\nplay\tx\n", "--columns");
        mistake("ragged", plain, "standard input:6: the row has 2 columns");
        CommandLineRun tagged = predict(slots, "weather\nin\nnew\nBoq\n\n\nplay\nthe\nsong\nx\nnow", "--columns");
        assertThat(tagged.code()).as(tagged.err()).isZero();
        assertThat(tagged.out())
                .isEqualTo("# intent = Weather\nweather\tO\nin\tO\nnew\tB-city\nBoq\tI-city\n\n\n"
                        + "# intent = Play\nplay\tO\nthe\tO\nsong\tO\nx\tB-song\nnow\tO\n");
        Path output = temp.resolve("tagged.txt");
        Path input = Files.writeString(temp.resolve("plain.txt"), "weather\n");
        CommandLineRun file =
                predict(slots, "", "--columns", "--input", input.toString(), "--output", output.toString());
        assertThat(file.code()).as(file.err()).isZero();
        assertThat(output).content().contains("weather\t");
    }

    @Test
    void classesStandOnALineForEachLine() {
        CommandLineRun all = predict(classes, "b c d\n\na a b\n");
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out()).isEqualTo("no\n\nyes\n");
        assertThat(predict(classes, "a b\n", "--scores").out()).matches("0\\.\\d{4}\tyes\n");
        Map<String, Object> object = object(predict(classes, "a b\n", "--json"));
        assertThat(object).containsEntry("source", "a b").containsEntry("label", "yes");
        double sum = ((Map<?, ?>) object.get("probabilities"))
                .values().stream().mapToDouble(p -> ((Number) p).doubleValue()).sum();
        assertThat(sum).isBetween(0.9999, 1.0001);
    }

    /** Any number of labels to a text, from JSON, with class weights and vectors to start from. */
    @Test
    void severalLabels() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("several"));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            List<String> words = new ArrayList<>(List.of("x"));
            List<String> labels = new ArrayList<>();
            for (int bit = 0; bit < 3; bit++) {
                if ((i >> bit) % 2 == 1) {
                    words.add("abc".substring(bit, bit + 1));
                    labels.add("\"has-" + words.get(words.size() - 1) + "\"");
                }
            }
            lines.append("{\"text\": \"" + String.join(" ", words) + "\", \"about\": {\"topics\": " + labels + "}}\n");
        }
        Path train = Files.writeString(folder.resolve("train.jsonl"), lines);
        Path vectors = Files.writeString(folder.resolve("w.vec"), "2 5\na 1 0 0 0 0\nb 0 1 0 0 0.5\n");
        String run = folder.resolve("run").toString();
        CommandLineRun trained = CommandLineRun.of(
                "train",
                classes.config().toString(),
                "run_dir=" + run,
                "data.format=jsonl",
                "data.train=" + train,
                "data.split.dev=0.25",
                "~data.test",
                "data.sentences={tokens: text, label: about.topics}",
                "model.multi_label=true",
                "model.class_weights=balanced",
                "model.read_out=max",
                "model.characters={type: cnn, embedding_dim: 3, filters: 4}",
                "model.pretrained={path: " + vectors + ", trainable: false}",
                "training.max_duration=150u");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Files.readString(Path.of(run, "run.json"))).contains("\"pretrained_words\" : 2", "w.vec");
        CommandLineRun scores = CommandLineRun.of("evaluate", run);
        assertThat(scores.code()).as(scores.err()).isZero();
        assertThat(scores.out()).containsPattern("accuracy +1\\.0000\n").contains("has-a");
        CommandLineRun predicted = CommandLineRun.reading("x c a\nx\n{\"text\": \"b x\"}\n", "predict", run);
        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(predicted.out()).isEqualTo("has-a;has-c\n\nhas-b\n");
        assertThat(CommandLineRun.reading("{\"text\": \"b x\"}\n", "predict", run, "--json")
                        .out())
                .contains("\"labels\":[\"has-b\"]");
        mistake("field", CommandLineRun.reading("x\n{\"txt\": \"b\"}\n", "predict", run), "standard input:2: ");
        mistake("scores", CommandLineRun.reading("x\n", "predict", run, "--scores"), "--scores is not for several");
        Path wide = Files.writeString(folder.resolve("wide.vec"), "a 1 0 0 0 0 0\n");
        mistake(
                "size",
                CommandLineRun.of(
                        "train", classes.config().toString(), "run_dir=" + run + "2", "model.pretrained.path=" + wide),
                "wide.vec",
                "model.encoder.embedding_dim");
    }

    @Test
    void mistakesInFilesAreSentencesWithFileAndLine() throws IOException {
        Path columns = temp.resolve("x.conll");
        String yaml = """
                schema: 1
                name: x
                run_dir: FOLDER/x-run
                data: {format: conll, train: FILE, sentences: {tokens: 0, tags: 1}, split: {dev: 0.3}}
                model: {type: tagger, encoder: {hidden_size: 4, embedding_dim: 4}}
                training: {max_duration: 2u}
                """.replace("FOLDER", temp.toString()).replace("FILE", columns.toString());
        Path config = Files.writeString(temp.resolve("x.yaml"), yaml);
        Files.writeString(columns, "a X\nb Y\n\nc X\n\nd X\n");
        mistake("column", train(config, "data.sentences.tags=2"), "x.conll:1: the tag is column 2");
        mistake(
                "scheme",
                train(config, "data.sentences.scheme=bio"),
                "x.conll:1: the tag 'X'",
                "outside the BIO scheme");
        Files.writeString(columns, "a X\nb Y\n\nc X Z\n\nd X\n");
        mistake("ragged", train(config), "x.conll:4: the row has 3 columns, but the rows before have 2");
        Files.writeString(columns, "a X\nb Y\n\nc X\n\nd Z\n");
        mistake("dev tag", train(config), "x.conll:6: the label 'Z' is none of the training data's 2 labels (X, Y)");
        Files.writeString(columns, "\n\n");
        mistake("nothing", train(config), "x.conll holds no sentence");
        Path lines = Files.writeString(temp.resolve("bad.txt"), "yes\ta b\nmaybe\ta\n");
        mistake("label", evaluateOn(lines), "bad.txt:2: the label 'maybe' is none of the training data's 2 labels");
        Files.writeString(lines, "yes\ta b\nno\t\n");
        mistake("empty", evaluateOn(lines), "bad.txt:2: the sequence is empty");
        Files.writeString(lines, "yes\ta b\nno\n");
        mistake("tab", evaluateOn(lines), "bad.txt:2: the line has no '\\t'");
        Path tokens = Files.writeString(temp.resolve("bad.in"), "play x\n");
        Files.writeString(temp.resolve("bad.out"), "O\n");
        Files.writeString(temp.resolve("bad.label"), "Play\n");
        mistake(
                "tags",
                evaluate(slots, "--split", "test", "--set", "data.test=" + tokens),
                "bad.out:1: there is 1 tag for 2 tokens");
    }

    private static CommandLineRun train(Path config, String... overrides) {
        List<String> arguments = new ArrayList<>(List.of("train", config.toString(), "--force"));
        arguments.addAll(List.of(overrides));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private static CommandLineRun evaluateOn(Path file) {
        return evaluate(classes, "--split", "test", "--set", "data.test=" + file);
    }

    @Test
    void mistakesInOptionsAreSentences() {
        mistake("beam", predict(slots, "x\n", "--beam", "3"), "decoding");
        mistake("scores", predict(slots, "x\n", "--scores"), "--scores is not for taggers");
        mistake("sample", predict(slots, "x\n", "--sample"), "--sample is not for classifiers and taggers");
        mistake(
                "stream",
                predict(slots, "x\n", "--stream"),
                "cannot read step by step: model.encoder.bidirectional is true");
        mistake("columns", predict(classes, "x\n", "--columns"), "--columns is for taggers");
        mistake("both", predict(slots, "x\n", "--columns", "--json"), "--json is not for columns");
        mistake("generate", call("generate", slots), "Use: predict");
        mistake("key", evaluate(slots, "--set", "model.output=softmax"), "model.output");
        String run = slots.run("run").toString();
        mistake("two", CommandLineRun.reading("x\n", "predict", run, run), "name one run");
    }

    private static void mistake(String what, CommandLineRun run, String... named) {
        assertThat(run.code()).as(what + ": " + run.err() + run.out()).isEqualTo(Main.USER_ERROR);
        assertThat(run.err()).as(what).contains(named).doesNotContain("\tat ");
        assertThat(run.out()).as(what).isEmpty();
    }
}
