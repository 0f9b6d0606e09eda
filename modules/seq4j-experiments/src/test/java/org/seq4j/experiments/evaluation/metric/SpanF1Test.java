package org.seq4j.experiments.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seq4j.experiments.evaluation.metric.SpanF1.Span;

class SpanF1Test {
    private static List<String> tags(String text) {
        return List.of(text.split(" "));
    }

    private static SpanF1 score(String gold, String predicted) {
        return SpanF1.of(List.of(tags(gold)), List.of(tags(predicted)));
    }

    @Test
    void chunks_begin_and_end_as_in_conlleval() {
        assertThat(SpanF1.spans(tags("I-x I-x B-x I-y O I-y-z B-y-z")))
                .containsExactly(
                        new Span("x", 0, 2),
                        new Span("x", 2, 3),
                        new Span("y", 3, 4),
                        new Span("y-z", 5, 6),
                        new Span("y-z", 6, 7));
        assertThat(SpanF1.spans(tags("O O"))).isEmpty();
    }

    /** By hand: chunks that are there, that were predicted, and that are right. */
    @ParameterizedTest
    @CsvSource({
        "B-x I-x O, B-x I-x O, 1, 1, 1",
        "B-x I-x O, I-x I-x O, 1, 1, 1", // the same chunk in other tags
        "B-x I-x O, B-x O O, 1, 1, 0",
        "B-x I-x O, B-x I-x I-x, 1, 1, 0",
        "B-x I-x O, B-x B-x O, 1, 2, 0",
        "B-x I-x O, B-y I-y O, 1, 1, 0",
        "B-x I-x O, B-x I-y O, 1, 2, 0",
        "O O O, O O O, 0, 0, 0",
        "O O O, O B-x O, 0, 1, 0",
        "B-x B-x O, B-x I-x O, 2, 1, 0"
    })
    void a_chunk_counts_where_all_of_it_is_right(String gold, String predicted, int there, int claimed, int right) {
        assertThat(score(gold, predicted).overall()).isEqualTo(new ClassScore("overall", right, claimed, there));
    }

    @Test
    void a_chunk_ends_with_its_sentence() {
        List<List<String>> gold = List.of(List.of("B-x"), List.of("I-x", "O"));
        assertThat(SpanF1.of(gold, gold).overall()).isEqualTo(new ClassScore("overall", 2, 2, 2));
    }

    /** Forty random sentences; the figures are those of the chunk rules of conlleval.pl, run in Perl on the same tags. */
    @Test
    void equals_conlleval() throws IOException {
        List<List<String>> gold = new ArrayList<>();
        List<List<String>> predicted = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(SpanF1Test.class.getResourceAsStream("spans.tsv"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] sides = line.split("\t");
                gold.add(tags(sides[0]));
                predicted.add(tags(sides[1]));
            });
        }
        SpanF1 score = SpanF1.of(gold, predicted);
        assertThat(score.tokens()).isEqualTo(194);
        assertThat(score.rightTokens()).isEqualTo(148);
        assertThat(score.overall()).isEqualTo(new ClassScore("overall", 99, 132, 136));
        assertThat(100 * score.overall().precision()).isEqualTo(75.000000, within(5e-7));
        assertThat(100 * score.overall().recall()).isEqualTo(72.794118, within(5e-7));
        assertThat(100 * score.overall().f1()).isEqualTo(73.880597, within(5e-7));
        assertThat(score.types())
                .containsExactly(
                        new ClassScore("LOC", 38, 50, 52),
                        new ClassScore("PER", 27, 39, 37),
                        new ClassScore("per-son", 34, 43, 47));
        assertThat(score.accuracy()).isEqualTo(148 / 194.0);
        assertThat(score.report().microF1()).isEqualTo(score.overall().f1());
    }

    @Test
    void what_does_not_fit_is_told() {
        assertThatThrownBy(() -> score("O", "E-x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'E-x' is outside the BIO scheme");
        assertThatThrownBy(() -> score("O O", "O")).hasMessageContaining("Sentence 1 has 2 tags, but 1");
        assertThatThrownBy(() -> SpanF1.of(List.of(), List.of(List.of("O"))))
                .hasMessageContaining("1 predictions for 0 examples");
    }
}
