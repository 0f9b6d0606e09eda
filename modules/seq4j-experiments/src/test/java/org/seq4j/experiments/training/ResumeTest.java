package org.seq4j.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.run.RunFolderException;

/** A resumed run equals one that never stopped, bit for bit, with dropout on. */
class ResumeTest {
    private static final String[] HARD = {
        "training.grad_accumulation=2",
        "training.scheduler.type=plateau",
        "training.scheduler.patience=0",
        "training.scheduler.warmup=5",
        "training.checkpoints.keep_last=3"
    };

    @TempDir
    private Path temp;

    @Test
    void ofContinuousTextWithCarriedStates() throws IOException {
        TestExperiment experiment = TestExperiment.text(temp);
        experiment.train("whole", HARD);
        assertThat(experiment.last("whole").contents().tensors()).containsKey("carried/rnn0/c");
        compareWithInterruptions(experiment, HARD);
    }

    @Test
    void ofShuffledLines() throws IOException {
        TestExperiment experiment = TestExperiment.lines(temp);
        List<String> portable = new ArrayList<>(List.of(HARD)); // recurrent dropout is beyond oneDNN
        portable.addAll(List.of("model.cell=gru", "model.recurrent_dropout=0.2", "model.variational_dropout=true"));
        String[] overrides = portable.toArray(String[]::new);
        experiment.train("whole", overrides);
        compareWithInterruptions(experiment, overrides);
    }

    @Test
    void ofPairsWithScheduledSampling() throws IOException {
        TestExperiment experiment = TestExperiment.pairs(temp);
        experiment.train("whole", HARD);
        compareWithInterruptions(experiment, HARD);
    }

    @Test
    void ofGeneratedExamples() throws IOException {
        TestExperiment experiment = TestExperiment.pointing(temp);
        experiment.train("whole", HARD);
        compareWithInterruptions(experiment, HARD);
    }

    @Test
    void ofSeries() throws IOException {
        TestExperiment experiment = TestExperiment.series(temp);
        experiment.train("whole", HARD);
        compareWithInterruptions(experiment, HARD);
    }

    @Test
    void ofSlotsWithHiddenWords() throws IOException {
        TestExperiment experiment = TestExperiment.slots(temp);
        experiment.train("whole", HARD);
        compareWithInterruptions(experiment, HARD);
    }

    private static void compareWithInterruptions(TestExperiment experiment, String... overrides) throws IOException {
        // In the middle of an epoch and of a stretch of the log; right after a validation (7); at an epoch's end; at
        // the end.
        assertThat(experiment.trainUntil(4, "parts", overrides).reason()).isEqualTo(TrainingResult.Reason.INTERRUPTED);
        experiment.resumeFor(3, "parts");
        experiment.resumeFor(7, "parts");
        experiment.resumeFor(1, "parts");
        assertThat(experiment.last("parts").state().update()).isEqualTo(15);
        TrainingResult result = experiment.resumeFor(1000, "parts");
        assertThat(result.reason()).isEqualTo(TrainingResult.Reason.MAX_DURATION);
        assertSame(experiment, "parts");
        assertThat(experiment.resumeFor(1000, "parts").update()).isEqualTo(24); // finished: nothing happens
        assertSame(experiment, "parts");
    }

    private static void assertSame(TestExperiment experiment, String run) throws IOException {
        TrainerState state = experiment.last(run).state();
        TrainerState whole = experiment.last("whole").state();
        assertThat(state)
                .usingRecursiveComparison()
                .ignoringFields("seconds", "trainingSeconds", "metricsLength")
                .isEqualTo(whole);
        assertThat(experiment.tensors(run)).isEqualTo(experiment.tensors("whole"));
        assertThat(experiment.metrics(run)).isEqualTo(experiment.metrics("whole"));
    }

    @Test
    void startsAgainWhereThereIsNoCheckpointYet() throws IOException {
        TestExperiment experiment = TestExperiment.text(temp);
        experiment.train("whole");
        experiment.trainUntil(2, "early");
        Files.delete(experiment.last("early").file());
        experiment.resumeFor(1000, "early");
        assertSame(experiment, "early");
    }

    @Test
    void fallsBackWhenTheNewestCheckpointIsDamaged() throws IOException {
        TestExperiment experiment = TestExperiment.text(temp);
        experiment.train("whole", HARD);
        experiment.trainUntil(9, "damaged", HARD); // checkpoints of updates 7 and 9
        Path newest = experiment.last("damaged").file();
        byte[] bytes = Files.readAllBytes(newest);
        Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
        experiment.resumeFor(1000, "damaged");
        assertSame(experiment, "damaged");
    }

    @Test
    void refusesOtherData() throws IOException {
        TestExperiment experiment = TestExperiment.text(temp);
        experiment.trainUntil(2, "moved");
        Files.writeString(temp.resolve("train.txt"), "x", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> experiment.resumeFor(5, "moved"))
                .isInstanceOf(RunFolderException.class)
                .hasMessageContaining("The data has changed");
    }
}
