package org.seq4j.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
}
