package org.seq4j.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThroughputTest {
    @Test
    void countsTheUpdatesSinceTheLastLineAlone() {
        Throughput throughput = new Throughput();
        assertThat(throughput.tokensPerSecond()).isZero();
        throughput.add(100, 8);
        throughput.add(100, 2);
        assertThat(throughput.tokensPerSecond()).isEqualTo(20);
        throughput.restart();
        assertThat(throughput.tokensPerSecond()).isEqualTo(20);
        throughput.add(100, 1);
        assertThat(throughput.tokensPerSecond()).isEqualTo(100);
    }
}
