package org.seq4j.experiments.training.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.sample.Samples;
import org.seq4j.experiments.training.TrainingMonitor;
import org.seq4j.experiments.training.TrainingMonitor.Position;
import org.seq4j.experiments.training.TrainingResult;

class ProgressTest {
    private static final Position HALF = new Position(1.25, 500, 0.5, 1.61803, 2e-3, 61234.5, 3725);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void plainLinesFollowTheLog() {
        TrainingMonitor lines = Progress.on(err, false);
        lines.updated(HALF, false);
        assertThat(shown()).isEmpty();
        lines.updated(HALF, true);
        assertThat(shown()).isEqualTo("epoch 1.25  update 500  loss 1.6180  lr 0.0020  61.2k tokens/s  ETA 1:02:05\n");
    }

    @Test
    void theBarIsRedrawnInPlace() {
        TrainingMonitor bar = Progress.on(err, true);
        bar.updated(HALF, false);
        assertThat(shown())
                .startsWith("\r\u001b[K[============            ] 50% epoch 1.25")
                .doesNotContain("\n");
        bar.updated(HALF, false);
        assertThat(shown().split("50%", -1)).as("at most five times a second").hasSize(2);
    }

    @Test
    void validationsAndSamplesStay() {
        for (boolean terminal : new boolean[] {false, true}) {
            bytes.reset();
            TrainingMonitor monitor = Progress.on(err, terminal);
            monitor.validating();
            monitor.validated(HALF, Map.of(Metric.NATS_PER_TOKEN, 1.5), true, new Samples.Texts(List.of("one\ntwo")));
            assertThat(shown())
                    .endsWith("epoch 1.25  update 500  validation:  nats_per_token 1.5000  (best)\n"
                            + "    | one\n    | two\n");
        }
    }

    @Test
    void theEndIsASentence() {
        Progress.on(err, false)
                .finished(new TrainingResult(
                        TrainingResult.Reason.EARLY_STOPPING, 900, Metric.NATS_PER_TOKEN, 1.5, 600, 61.2));
        assertThat(shown())
                .isEqualTo("Stopped early: nats_per_token no longer improves after 900 updates and 1:01.\n"
                        + "Best nats_per_token 1.5000 at update 600.\n");
    }

    @Test
    void numbersStayReadable() {
        assertThat(Lines.number(3e-7)).isEqualTo("3.000e-07");
        assertThat(Lines.number(0)).isEqualTo("0.0000");
        assertThat(Lines.number(2.5e7)).isEqualTo("2.500e+07");
        assertThat(Lines.duration(59.6)).isEqualTo("1:00");
        assertThat(ProgressBar.bar(1.7)).isEqualTo("[========================] 100%");
    }
}
