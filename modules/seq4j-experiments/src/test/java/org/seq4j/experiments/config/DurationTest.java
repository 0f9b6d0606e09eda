package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seq4j.experiments.config.Duration.Unit;

class DurationTest {

    @ParameterizedTest
    @CsvSource({
        "40e, 40, EPOCHS, 40e",
        "500u, 500, UPDATES, 500u",
        "100Ku, 100000, UPDATES, 100Ku",
        "3000Ku, 3000000, UPDATES, 3Mu",
        "1500u, 1500, UPDATES, 1500u",
        "90s, 90, SECONDS, 90s",
        "30m, 1800, SECONDS, 30m",
        "999999999999Mu, 999999999999000000, UPDATES, 999999999999Mu",
        "120m, 7200, SECONDS, 2h",
    })
    void readsAndWrites(String text, long amount, Unit unit, String written) {
        Duration duration = Duration.parse(text);
        assertThat(duration).isEqualTo(new Duration(amount, unit)).hasToString(written);
        assertThat(Duration.parse(written)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "40", "e", "-1e", "1.5h", "3 e", "3E", "0e", "10ku", "1234567890123u"})
    void refusesOthers(String text) {
        assertThatThrownBy(() -> Duration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a duration");
    }
}
