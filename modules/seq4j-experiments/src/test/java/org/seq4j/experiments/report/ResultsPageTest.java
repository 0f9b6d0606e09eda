package org.seq4j.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seq4j.experiments.run.MetricsLog;
import org.seq4j.experiments.run.RunFolder;

class ResultsPageTest {
    @TempDir
    private Path temp;

    private RunFolder run(String name) {
        RunFolder folder = RunFolder.create(temp.resolve(name), false);
        folder.describe("a: 1\n", "a: 1\n", Map.of("backend", Map.of("threads", 2)));
        return folder;
    }

    @Test
    void tellsTrainingsAndTheNewestEvaluations() {
        RunFolder one = run("one");
        try (MetricsLog log = one.metrics(0)) {
            log.append(Map.of("kind", "validation", "epoch", 1.0, "perplexity", 3.25, "best", true, "seconds", 60));
            log.append(Map.of("kind", "validation", "epoch", 2.0, "perplexity", 3.5, "best", false, "seconds", 120));
            log.append(Map.of("kind", "train", "epoch", 2.5, "update", 500, "seconds", 150));
        }
        one.addEvaluation(Map.of("split", "test", "overrides", List.of(), "scores", Map.of("bleu", 10.0)));
        one.addEvaluation(Map.of("split", "test", "overrides", List.of("a=b|c"), "scores", Map.of("bleu", 30.0)));
        one.addEvaluation(Map.of("split", "test", "overrides", List.of(), "scores", Map.of("bleu", 20.125)));
        assertThat(ResultsPage.of("Page", List.of(one, run("two")))).isEqualTo("""
                # Page

                Made from the run folders by `./seq4j runs results`; nothing here is written by hand.

                ## Trainings

                | run | epochs | updates | minutes | threads | best epoch | validation there |
                |---|---|---|---|---|---|---|
                | `one` | 2.5 | 500 | 2.5 | 2 | 1.0 | perplexity 3.2500 |
                | `two` |  |  |  | 2 |  |  |

                ## Evaluations after training

                | run | split | changed keys | bleu |
                |---|---|---|---|
                | `one` | test |  | 20.13 |
                | `one` | test | `a=b\\|c` | 30.00 |
                """);
    }
}
