package org.seq4j.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.training.TestExperiment;

/** Classifiers and taggers that read a token at a time say what they say of the tokens so far. */
class TokenStreamTest {
    private static final String[] SHORT = {
        "training.max_duration=30u", "training.validate_every=30u", "model.encoder.bidirectional=false"
    };

    @TempDir
    private Path temp;

    @AfterAll
    static void putBack() {
        CommandLineRun.putBack();
    }

    private String train(TestExperiment experiment, String name, String... overrides) {
        String run = temp.resolve(name).toString();
        List<String> arguments =
                new ArrayList<>(List.of("train", experiment.config().toString(), "run_dir=" + run));
        arguments.addAll(List.of(SHORT));
        arguments.addAll(List.of(overrides));
        CommandLineRun trained = CommandLineRun.of(arguments.toArray(String[]::new));
        assertThat(trained.code()).as(trained.err()).isZero();
        return run;
    }

    @Test
    void ofClasses() throws IOException {
        TestExperiment classes = TestExperiment.classes(temp);
        String run = train(classes, "forward", "model.read_out=last");
        List<String> tokens = firstTokens(4);
        List<String> beginnings = new ArrayList<>();
        for (int n = 1; n <= tokens.size(); n++) {
            beginnings.add(String.join(" ", tokens.subList(0, n)));
        }
        CommandLineRun whole = CommandLineRun.reading(String.join("\n", beginnings) + "\n", "predict", run, "--scores");
        assertThat(whole.code()).as(whole.err()).isZero();
        String stream = String.join("\n", tokens) + "\n\n" + tokens.get(0) + "\n";
        CommandLineRun steps = CommandLineRun.reading(stream, "predict", run, "--stream", "--scores");
        assertThat(steps.code()).as(steps.err()).isZero();
        String first = whole.out().lines().findFirst().orElseThrow();
        assertThat(steps.out()).isEqualTo(whole.out() + "\n" + first + "\n");
        CommandLineRun two = CommandLineRun.reading("a\nb c\n", "predict", run, "--stream");
        assertThat(two.code()).isEqualTo(Main.USER_ERROR);
        assertThat(two.err()).contains("standard input:2: the line has 2 tokens, but with --stream each line is one");
        refused(
                train(classes, "mean", "model.read_out=mean"),
                "model.read_out is mean, which needs the whole sequence");
    }

    /** Words of the training file. */
    private List<String> firstTokens(int count) throws IOException {
        return Files.readString(temp.resolve("train.txt"))
                .lines()
                .flatMap(line -> List.of(line.replaceFirst("^.*\t", "").split(" ")).stream())
                .distinct()
                .limit(count)
                .toList();
    }

    @Test
    void ofTagsAndWhatNeedsTheWholeSentence() throws IOException {
        TestExperiment slots = TestExperiment.slots(temp);
        String run = train(
                slots,
                "forward",
                "~model.characters",
                "~model.intent",
                "~model.read_out",
                "~model.output",
                "~model.bio_constraints");
        String sentence = "play the song Boq now";
        CommandLineRun whole = CommandLineRun.reading(sentence + "\n", "predict", run);
        CommandLineRun steps = CommandLineRun.reading(sentence.replace(' ', '\n') + "\n", "predict", run, "--stream");
        assertThat(steps.code()).as(steps.err()).isZero();
        assertThat(steps.out().strip().replace('\n', ' ')).isEqualTo(whole.out().strip());
        refused(
                train(slots, "crf", "~model.characters", "~model.intent", "~model.read_out"),
                "model.output is crf, which needs the whole sentence");
        refused(train(slots, "intent", "~model.characters"), "model.intent is true");
        refused(train(slots, "letters"), "model.characters reads the letters of words");
    }

    private static void refused(String run, String reason) {
        CommandLineRun steps = CommandLineRun.reading("a\n", "predict", run, "--stream");
        assertThat(steps.code()).isEqualTo(Main.USER_ERROR);
        assertThat(steps.err()).contains("cannot read step by step: " + reason, "predict without --stream");
    }
}
