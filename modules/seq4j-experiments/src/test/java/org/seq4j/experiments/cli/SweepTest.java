package org.seq4j.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                .containsSubsequence("run ", "state", one + "  language_model  finished", two + "  lang");
        assertThat(two.resolve("report.html")).content().contains("<dd>finished</dd>", "<b>Loss</b>");
        assertThat(two.resolve("tensorboard")).isDirectoryContaining("glob:**events.out.tfevents.*");

        Path metrics = two.resolve("metrics.jsonl");
        String finished = Files.readString(one.resolve("metrics.jsonl"));
        Files.writeString(metrics, Files.readString(metrics).replaceAll(".*\"kind\":\"end\".*\n", "")); // as if killed
        String[] again = java.util.Arrays.copyOf(call, call.length + 1);
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
}
