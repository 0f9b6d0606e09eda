package org.seq4j.experiments.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceMatchTest {

    /** Words with two pronunciations, as in a pronunciation dictionary. */
    private static final References WORDS = References.bySource(
            List.of("plus", "fils", "plus", "est", "plus"), List.of("p l y", "f i s", "p l y s", "ɛ", "p l y"));

    @Test
    void aRepeatedSourceIsOneExampleWithSeveralReferences() {
        assertThat(WORDS.sources()).containsExactly("plus", "fils", "est");
        assertThat(WORDS.references()).containsExactly(List.of("p l y", "p l y s"), List.of("f i s"), List.of("ɛ"));
    }

    @Test
    void anyReferenceIsRightAndOneFaultIsWrong() {
        List<String> outputs = List.of("p l y s", "f i l", " ɛ ");
        assertThat(SequenceMatch.errorRate().score(outputs, WORDS.references()))
                .hasToString("SER|nrefs:var|case:mixed|unit:sequence = 33.33 (wrong = 1 of 3)");
        assertThat(SequenceMatch.accuracy(outputs, WORDS.references())).isEqualTo(2.0 / 3);
    }

    @Test
    void spacesSeparateButCaseCounts() {
        assertThat(SequenceMatch.matches("a  b", List.of("a b"))).isTrue();
        assertThat(SequenceMatch.matches("ab", List.of("a b"))).isFalse();
        assertThat(SequenceMatch.matches("A b", List.of("a b", "A B"))).isFalse();
        assertThat(SequenceMatch.matches("", List.of("a", " "))).isTrue();
    }

    @Test
    void unequalListsAreRefused() {
        assertThatThrownBy(() -> References.bySource(List.of("a"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Every source needs its target, but there are 1 sources and 0 targets.");
    }
}
