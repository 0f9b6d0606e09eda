package org.seq4j.experiments.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErrorRateTest {

    @Test
    void wordErrorsAreEditsPerWordOfTheReference() {
        CorpusScore score = ErrorRate.wer()
                .score(
                        List.of("the  cat sat on mat", " hello"),
                        References.single(List.of("the cat sat on the mat", "hello")));
        assertThat(score).hasToString("WER|nrefs:1|case:mixed|unit:word = 14.29 (edits = 1 ref_len = 7)");
        assertThat(score.value()).isCloseTo(100.0 / 7, within(1e-12));
    }

    @Test
    void manyInsertionsGoAbove100() {
        assertThat(ErrorRate.wer()
                        .score(List.of("a b c"), References.single(List.of("a")))
                        .value())
                .isEqualTo(200);
        assertThat(ErrorRate.wer()
                        .score(List.of(""), References.single(List.of("a b")))
                        .value())
                .isEqualTo(100);
    }

    @Test
    void charactersAreCodePointsWithTheSpacesBetween() {
        // one character of two chars replaced, one space dropped, out of 5 code points
        assertThat(ErrorRate.cer().score(List.of("a🙂bc "), References.single(List.of("a🎉b c"))))
                .hasToString("CER|nrefs:1|case:mixed|unit:char = 40.00 (edits = 2 ref_len = 5)");
    }

    @Test
    void phonemesStandBetweenSpaces() {
        assertThat(ErrorRate.per().score(List.of("b ɔ̃ ʒ u"), References.single(List.of("b ɔ ʒ u ʁ"))))
                .hasToString("PER|nrefs:1|case:mixed|unit:phone = 40.00 (edits = 2 ref_len = 5)");
    }

    @Test
    void theNearestReferenceCountsAndTheLongestOfEquallyNearOnes() {
        List<List<String>> references = List.of(List.of("a b c d", "x b", "a b"), List.of("q"));
        assertThat(ErrorRate.wer().score(List.of("a b c", "q"), references))
                .hasToString("WER|nrefs:var|case:mixed|unit:word = 20.00 (edits = 1 ref_len = 5)");
    }

    @Test
    void emptyReferencesAloneHaveNoRate() {
        assertThatThrownBy(() -> ErrorRate.cer().score(List.of("a"), References.single(List.of(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CER is a rate per char of the references, but all references are empty.");
    }

    @Test
    void theDistanceIsThatOfTheDefinition() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 300; i++) {
            int[] a = random.ints(random.nextInt(7), 0, 3).toArray();
            int[] b = random.ints(random.nextInt(7), 0, 3).toArray();
            assertThat(EditDistance.of(a, b)).isEqualTo(byDefinition(a, a.length, b, b.length));
        }
    }

    @Test
    void symbolsOfStringsAreComparedAsWholes() {
        assertThat(EditDistance.of(List.of("ab", "c"), List.of("a", "bc"))).isEqualTo(2);
        assertThat(EditDistance.of(List.of("b", "ab", "c"), List.of("ab", "c", "b")))
                .isEqualTo(2);
        assertThat(EditDistance.of(List.of(), List.of("x"))).isEqualTo(1);
    }

    private static int byDefinition(int[] a, int m, int[] b, int n) {
        if (m == 0 || n == 0) {
            return m + n;
        }
        int replaced = byDefinition(a, m - 1, b, n - 1) + (a[m - 1] == b[n - 1] ? 0 : 1);
        return Math.min(replaced, 1 + Math.min(byDefinition(a, m - 1, b, n), byDefinition(a, m, b, n - 1)));
    }
}
