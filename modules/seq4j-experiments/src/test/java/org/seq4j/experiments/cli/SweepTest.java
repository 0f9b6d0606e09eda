package org.seq4j.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.training.TestExperiment;

/** Several runs of one call, and how they go on. */
class SweepTest {
    @TempDir
    private Path temp;

    @AfterAll
    static void putBack() {
        CommandLineRun.putBack();
    }

    @Test
    void goesOnWithWhatIsLeft() throws IOException {
        TestExperiment experiment = TestExperiment.text(temp);
        String[] call = {
            "train",
            experiment.config().toString(),
            "run_dir=" + temp + "/${name}",
            "seed=1,2",
            "logging.tensorboard=true",
            "training.max_duration=8u"
        };
        Path one = temp.resolve("test-seed_1");
        Path two = temp.resolve("test-seed_2");
        CommandLineRun whole = CommandLineRun.of(call);
        assertThat(whole.code()).as(whole.err()).isZero();
        assertThat(whole.out().lines()).containsExactly(one.toString(), two.toString());
        assertThat(whole.err())
                .containsSubsequence("run ", "seed  nats_per_token  after update  state", "finished", "finished");
        assertThat(two.resolve("report.html")).content().contains("<dd>finished</dd>", "<b>Loss</b>");
        assertThat(two.resolve("tensorboard")).isDirectoryContaining("glob:**events.out.tfevents.*");

        Path metrics = two.resolve("metrics.jsonl");
        String finished = Files.readString(one.resolve("metrics.jsonl"));
        Files.writeString(metrics, Files.readString(metrics).replaceAll(".*\"kind\":\"end\".*\n", "")); // as if killed
        String[] again = Arrays.copyOf(call, call.length + 1);
        again[call.length] = "--resume";
        CommandLineRun rest = CommandLineRun.of(again);
        assertThat(rest.code()).as(rest.err()).isZero();
        assertThat(rest.err()).contains(one + " is finished.", "Resuming from " + two);
        assertThat(one.resolve("metrics.jsonl")).hasContent(finished);

        again[3] = "seed=1,3";
        again[5] = "training.max_duration=9u";
        CommandLineRun other = CommandLineRun.of(again);
        assertThat(other.code()).isEqualTo(Main.USER_ERROR);
        assertThat(other.err()).contains(one + " was begun with other keys");
    }

    private static final String HALVING =
            "sweep={keys: {seed: [1, 2, 3, 4]}, successive_halving: {first_rung: 4u, eta: 2}}";
    private static final String[] LENGTHS = {
        "training.max_duration=16u", "training.validate_every=4u", "training.scheduler.type=cosine"
    };

    private String[] halving(TestExperiment experiment, String... more) {
        return Stream.of(
                        Stream.of("train", experiment.config().toString(), "run_dir=" + temp + "/${name}", HALVING),
                        Stream.of(LENGTHS),
                        Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    @Test
    void trainsTheBestOnExactlyAsIfTheyHadNotStopped() throws IOException {
        TestExperiment experiment = TestExperiment.text(temp);
        CommandLineRun sweep = CommandLineRun.of(halving(experiment));
        assertThat(sweep.code()).as(sweep.err()).isZero();
        assertThat(sweep.err())
                .containsSubsequence(
                        "Rung 1 of 3: 4 runs to 4u.", "Rung 2 of 3: 2 runs to 8u.", "Rung 3 of 3: 1 run to 16u.");
        assertThat(sweep.out().lines()).hasSize(1);
        String winner = temp.relativize(Path.of(sweep.out().strip())).toString();
        List<String> whole = new ArrayList<>(List.of(LENGTHS));
        whole.add("seed=" + winner.charAt(winner.length() - 1));
        experiment.train("whole", whole.toArray(String[]::new));
        assertThat(experiment.metrics(winner)).isEqualTo(experiment.metrics("whole"));
        assertThat(experiment.tensors(winner)).isEqualTo(experiment.tensors("whole"));

        List<String> table = sweep.err().lines().toList();
        int heading = table.indexOf(table.stream()
                .filter(line -> line.startsWith("run ") && line.endsWith("state"))
                .findFirst()
                .orElseThrow());
        assertThat(table.get(heading + 1)).startsWith(winner + " ").endsWith("finished");
        assertThat(table.subList(heading + 2, heading + 5)).allMatch(line -> line.endsWith("paused"));

        Path second = temp.resolve(table.get(heading + 2).split(" ")[0]);
        List<String> log = experiment.metrics(second.getFileName().toString());
        assertThat(log.get(log.size() - 1)).contains("\"update\":8", "paused");
        String[] runs = Stream.of("runs", "compare", temp.resolve(winner).toString(), second.toString())
                .toArray(String[]::new);
        assertThat(CommandLineRun.of(runs).out()).contains("seed  nats_per_token  after update  state");
        runs[1] = "results";
        assertThat(CommandLineRun.of(runs).out())
                .containsSubsequence("## Best first", "| run | seed | nats_per_token", "| " + winner);
        goesOnInTheMiddleOfARung(experiment, sweep, winner);
    }

    private void goesOnInTheMiddleOfARung(TestExperiment experiment, CommandLineRun sweep, String winner)
            throws IOException {
        String ending = sweep.err().substring(sweep.err().indexOf("run  "));
        for (int seed = 1; seed <= 4; seed++) { // killed: one before it began, the others in their last rung
            Path run = temp.resolve("test-seed_" + seed);
            Path metrics = run.resolve("metrics.jsonl");
            if (seed == 3) {
                RunFolder.create(run, true);
            } else {
                Files.writeString(metrics, Files.readString(metrics).replaceAll(".*\"kind\":\"end\".*\n", ""));
            }
        }
        CommandLineRun rest = CommandLineRun.of(halving(experiment, "--resume"));
        assertThat(rest.code()).as(rest.err()).isZero();
        assertThat(rest.out()).isEqualTo(sweep.out());
        assertThat(rest.err()).endsWith(ending).contains("Resuming from");
        assertThat(experiment.tensors(winner)).isEqualTo(experiment.tensors("whole"));
        CommandLineRun again = CommandLineRun.of(halving(experiment, "--resume"));
        assertThat(again.err())
                .endsWith(ending)
                .contains("/" + winner + " is finished.")
                .doesNotContain("Resuming");
    }

    /** {@code configs/lm/names-sweep.yaml} at small size. */
    @Test
    void trainsTheRecipe() {
        CommandLineRun sweep = CommandLineRun.of(
                "train",
                "../../configs/lm/names-sweep.yaml",
                "run_dir=" + temp + "/${name}",
                "data={format: lines, train: " + TestExperiment.lines(temp).run("train.txt") + ", split: {dev: 0.1}}",
                "data.tokens={level: char, max_length: 60}",
                "model.hidden_size=6",
                "model.embedding_dim=4",
                "training.max_duration=3e",
                "sweep.runs=3");
        assertThat(sweep.code()).as(sweep.err()).isZero();
        assertThat(sweep.err())
                .containsSubsequence("Rung 1 of 2: 3 runs to 1e.", "Rung 2 of 2: 1 run to 3e.")
                .containsSubsequence("run ", "cell  learning_rate  nats_per_token", "finished", "paused", "paused");
    }

    @Test
    void goesOnWithTheOthersWhenOneDiverges() {
        TestExperiment experiment = TestExperiment.text(temp);
        String[] call = {
            "train",
            experiment.config().toString(),
            "run_dir=" + temp + "/${name}",
            "training.max_duration=8u",
            "training.optimizer.type=sgd",
            "~training.clip_grad_norm",
            "sweep={keys: {training.optimizer.learning_rate: [1e38, 0.1]}}",
        };
        CommandLineRun sweep = CommandLineRun.of(call);
        assertThat(sweep.code()).as(sweep.err()).isZero();
        assertThat(sweep.err())
                .containsSubsequence("learning_rate is 1.0E38", "[2/2]", "learning_rate_0.1", "finished", "diverged");
        String[] again = Arrays.copyOf(call, call.length + 1);
        again[call.length] = "--resume";
        assertThat(CommandLineRun.of(again).err()).contains("learning_rate_1e38 has diverged;", "_0.1 is finished.");
    }
}
