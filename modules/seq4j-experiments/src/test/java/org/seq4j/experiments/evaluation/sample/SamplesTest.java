package org.seq4j.experiments.evaluation.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Sample LONG = new Sample("word ".repeat(40), "O ".repeat(40), "O ".repeat(40), true);

    @Test
    void areCutForATerminalButKeptWhole() {
        Samples samples = new Samples.Compared(List.of(LONG));
        assertThat(samples.lines(60)).hasSize(2).allMatch(line -> line.length() <= 60);
        assertThat(samples.entries()).hasSize(1).first().isEqualTo(LONG);
    }

    @Test
    void ofTextsAreTheTexts() {
        Samples samples = new Samples.Texts(List.of("a\nb", "long ".repeat(40)));
        assertThat(samples.lines(60)).isEqualTo(samples.entries());
        assertThat(samples.isEmpty()).isFalse();
    }

    @Test
    void mayBeNone() {
        assertThat(Samples.NONE.isEmpty()).isTrue();
        assertThat(Samples.NONE.lines(80)).isEmpty();
        assertThat(new Samples.Compared(List.of()).lines(80)).isEmpty();
    }
}
