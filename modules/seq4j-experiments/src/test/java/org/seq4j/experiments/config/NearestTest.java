package org.seq4j.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void countsInsertionsDeletionsReplacementsAndSwaps() {
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("abc", "abc")).isZero();
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("sead", "seed")).isEqualTo(1);
        assertThat(Nearest.distance("sede", "seed")).isEqualTo(1);
    }

    @Test
    void findsTheNearestOrNone() {
        List<String> names = List.of("hidden_size", "num_layers", "dropout");
        assertThat(Nearest.to("hiden-size", names)).isEqualTo("hidden_size");
        assertThat(Nearest.to("DropOut", names)).isEqualTo("dropout");
        assertThat(Nearest.to("temperature", names)).isNull();
        assertThat(Nearest.to("x", List.of("on", "by"))).isNull();
        assertThat(Nearest.hint("temperature", names)).isEqualTo("; expected one of hidden_size, num_layers, dropout");
    }
}
