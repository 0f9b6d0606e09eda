package org.seq4j.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.cli.Main;

/** Real processes, ended from outside: at any moment without warning, or by asking politely. */
class KilledProcessTest {
    private static final int KILLS = 3;
    private static final String UPDATES = "training.max_duration=400u";

    @TempDir
    private Path temp;

    @Test
    void killedAtRandomMomentsAndResumedEqualsUninterrupted() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String where = "seed of the moments: " + seed;
        TestExperiment experiment = TestExperiment.text(temp);
        experiment.train("whole", UPDATES);

        Path run = experiment.run("killed");
        List<String> begin = List.of("train", experiment.config().toString(), UPDATES, "run_dir=" + run, "--force");
        int kills = 0;
        while (kills < KILLS) {
            boolean begun = Files.exists(run.resolve("config.resolved.yaml"));
            Process child = start(begun ? List.of("resume", run.toString()) : begin, "child-" + kills + ".log");
            waitForTraces(child, run, begun);
            if (child.waitFor(60 + random.nextInt(700), TimeUnit.MILLISECONDS)) {
                break; // it was done first
            }
            child.destroyForcibly().waitFor();
            kills++;
        }
        assertThat(kills).as(where).isPositive();
        Process last = start(List.of("resume", run.toString()), "last.log");
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).as(where).isTrue();
        assertThat(last.exitValue()).as(where + "\n" + log("last.log")).isZero();
        assertThat(experiment.tensors("killed")).as(where).isEqualTo(experiment.tensors("whole"));
        assertThat(experiment.metrics("killed")).as(where).isEqualTo(experiment.metrics("whole"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
    void askedToEndSavesItsStateAndExitsWith143() throws Exception {
        TestExperiment experiment = TestExperiment.text(temp);
        Path run = experiment.run("ended");
        Process child = start(
                List.of(
                        "train",
                        experiment.config().toString(),
                        "training.max_duration=10Mu",
                        "training.validate_every=10Mu",
                        "run_dir=" + run),
                "ended.log");
        waitForTraces(child, run, false);
        child.destroy(); // SIGTERM
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(log("ended.log")).isEqualTo(Main.TERMINATED);
        assertThat(log("ended.log")).contains("Interrupted, state saved", "resume " + run);
        long update = experiment.last("ended").state().update();
        assertThat(update).isPositive();
        assertThat(experiment.resumeFor(2, "ended").update()).isEqualTo(update + 2);
    }

    /** Until the training of this session shows in the metrics log, or the process ends. */
    private static void waitForTraces(Process child, Path run, boolean begun) throws Exception {
        Path metrics = run.resolve("metrics.jsonl");
        long before = begun && Files.exists(metrics)
                ? Files.getLastModifiedTime(metrics).toMillis()
                : -1;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (child.isAlive() && System.nanoTime() < deadline) {
            if (Files.exists(metrics)
                    && Files.size(metrics) > 0
                    && Files.getLastModifiedTime(metrics).toMillis() > before) {
                return;
            }
            Thread.sleep(5);
        }
    }

    private Process start(List<String> arguments, String log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve(log).toFile())
                .start();
    }

    private String log(String name) throws IOException {
        return Files.readString(temp.resolve(name), StandardCharsets.UTF_8);
    }
}
