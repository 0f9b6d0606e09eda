package org.seq4j.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.run.RunFolder;

class RunComparisonTest {
    @TempDir
    private Path temp;

    @Test
    void namesKeysThatDifferAndScores() {
        RunFolder one = TestRuns.finished(temp.resolve("one"), "seed: 1\nlist: [a, b]\nsame: {x: 1}\n");
        RunFolder two = TestRuns.finished(temp.resolve("two"), "seed: 2\nlist: [a]\nsame: {x: 1}\nnew: ~\n");
        two.addEvaluation(Map.of("split", "test", "scores", Map.of("bleu", 20.0)));
        RunComparison comparison = RunComparison.of(List.of(one, two));
        assertThat(comparison.keys())
                .containsExactly(
                        Map.entry("seed", List.of("1", "2")),
                        Map.entry("list", List.of("[a, b]", "[a]")),
                        Map.entry("new", List.of("-", "null")));
        assertThat(comparison.scores())
                .containsEntry("best validation: nats_per_token", List.of("0.5000", "0.5000"))
                .containsEntry("test: bleu", List.of("-", "20.00"));
        assertThat(comparison.lines()).contains("key   one     two", "list  [a, b]  [a]");
    }

    @Test
    void drawsTheCurvesOverEachOther() {
        RunFolder one = TestRuns.finished(temp.resolve("one"), "");
        RunFolder two = TestRuns.finished(temp.resolve("two"), "");
        assertThat(RunComparison.of(List.of(one, two)).html())
                .contains("All keys but name and run_dir have the same values.")
                .contains("<i class=\"k0\"></i>one", "<i class=\"k1\"></i>two")
                .contains("Training loss", "nats_per_token (dev)");
    }

    @Test
    void saysLongNamesOnceAndLettersFromThenOn() {
        String first = "names-sweep-cell_gru-learning_rate_0.0062";
        String second = "names-sweep-cell_lstm-learning_rate_0.0005";
        RunFolder one = TestRuns.finished(temp.resolve(first), "seed: 1\n");
        RunFolder two = TestRuns.finished(temp.resolve(second), "seed: 2\n");
        String html = RunComparison.of(List.of(one, two)).html();
        assertThat(html)
                .contains("<title>Comparison of 2 runs · seq4j</title>", "<h1>Comparison of 2 runs</h1>")
                .contains("<i class=\"k0\"></i><b>A</b> <span>" + first + "</span>")
                .contains("<tr><th scope=\"col\">score</th><th scope=\"col\" class=\"n\">A</th>")
                .contains("<th scope=\"row\">A</th>")
                .contains("<i class=\"k1\"></i>B</span>", "aria-label=\"Training loss: A from 2 at");
        assertThat(html.split(first, -1)).hasSize(2);
        assertThat(html.split(second, -1)).hasSize(2);
    }

    @Test
    void tellsRunsOfOneNameApartByTheirFolders() {
        RunFolder one = TestRuns.finished(temp.resolve("a/run"), "");
        RunFolder two = TestRuns.finished(temp.resolve("b/run"), "");
        RunLabels labels = RunLabels.of(List.of(one, two));
        assertThat(labels.names())
                .containsExactly(one.path().toString(), two.path().toString());
        assertThat(labels.labels()).containsExactly("A", "B");
        assertThat(RunLabels.of(Collections.nCopies(28, one)).labels()).endsWith("Y", "Z", "AA", "AB");
    }

    @Test
    void saysWhenNotAllRunsAreDrawn() {
        RunFolder one = TestRuns.finished(temp.resolve("one"), "");
        assertThat(RunComparison.of(Collections.nCopies(7, one)).html()).contains("Of the first 6 of 7 runs.");
        assertThat(RunComparison.of(Collections.nCopies(6, one)).html()).doesNotContain("Of the first");
    }
}
