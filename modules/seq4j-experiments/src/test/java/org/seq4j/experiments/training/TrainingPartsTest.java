package org.seq4j.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seq4j.experiments.config.Duration;

class TrainingPartsTest {
    @Test
    void triggersFollowUpdatesEpochsAndSeconds() {
        Trigger updates = new Trigger(Duration.parse("5u"), 0);
        assertThat(updates.due(4, 0, false, 0)).isFalse();
        assertThat(updates.due(5, 0, false, 0)).isTrue();
        assertThat(updates.due(6, 1, true, 0)).isFalse();
        Trigger epochs = new Trigger(Duration.parse("2e"), 0);
        assertThat(epochs.due(10, 1, true, 0)).isFalse();
        assertThat(epochs.due(15, 2, false, 0)).isFalse();
        assertThat(epochs.due(20, 2, true, 0)).isTrue();
        Trigger seconds = new Trigger(Duration.parse("10s"), 100);
        assertThat(seconds.due(1, 0, false, 109)).isFalse();
        assertThat(seconds.due(2, 0, false, 111)).isTrue();
        assertThat(seconds.due(3, 0, false, 120)).isFalse();
        assertThat(seconds.due(4, 0, false, 121)).isTrue();
    }

    @Test
    void stateSurvivesAsTextExactly() {
        TrainerState state = new TrainerState(
                TrainerState.VERSION,
                1L << 40,
                3,
                7,
                123,
                1L << 50,
                Math.PI * 1e5,
                99,
                0.1 + 0.2,
                55,
                2,
                60,
                Map.of("rate", 1 / 3.0),
                Math.nextUp(1234.5),
                1e-300,
                4096);
        assertThat(TrainerState.fromJson(state.toJson())).isEqualTo(state);
        assertThat(TrainerState.fromJson(TrainerState.start().toJson())).isEqualTo(TrainerState.start());
    }

    @Test
    void foreignStatesAreRefusedInASentence() {
        assertThatThrownBy(() -> TrainerState.fromJson("{\"version\": 1, \"upd"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not readable");
        String newer = TrainerState.start().toJson().replace("\"version\":1", "\"version\":99");
        assertThatThrownBy(() -> TrainerState.fromJson(newer)).hasMessageContaining("format 99");
    }
}
