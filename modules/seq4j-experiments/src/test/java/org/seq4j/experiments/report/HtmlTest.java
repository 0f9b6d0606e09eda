package org.seq4j.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void alignsHeadingsWithTheirColumns() {
        String table = new Html()
                .table(
                        "Scores",
                        List.of("score", "A", "cell", "test"),
                        List.of(
                                List.of("state", "finished", "gru", "-"),
                                List.of("time", "1 min 15 s", "lstm", "-"),
                                List.of("perplexity", "2.039e-04", "[1, 2]", "100.00")))
                .toString();
        assertThat(table)
                .contains("<th scope=\"col\">score</th><th scope=\"col\" class=\"n\">A</th>")
                .contains("<th scope=\"col\">cell</th><th scope=\"col\" class=\"n\">test</th>")
                .contains("<td class=\"n\">finished</td><td>gru</td><td class=\"n\">-</td>")
                .contains("<td class=\"n\">1 min 15 s</td><td>lstm</td>");
    }

    @Test
    void tellsLengthsOfTimeFromOtherTexts() {
        for (double seconds : List.of(14.0, 75.0, 4000.0)) {
            assertThat(Figures.isFigure(Figures.time(seconds))).isTrue();
        }
        assertThat(List.of("best so far", "2e", "[1, 2]", "s", "-", "3 runs")).noneMatch(Figures::isFigure);
    }

    @Test
    void letsLongKeysGoOnInTheNextLine() {
        String table = new Html()
                .table(
                        "Keys",
                        List.of("nats_per_token"),
                        List.of(List.of("training.optimizer.learning_rate"), List.of("train.tsv")))
                .toString();
        assertThat(table)
                .contains("<th scope=\"col\">nats_<wbr>per_<wbr>token</th>")
                .contains("<th scope=\"row\">training.<wbr>optimizer.<wbr>learning_<wbr>rate</th>")
                .contains("<th scope=\"row\">train.tsv</th>");
    }
}
