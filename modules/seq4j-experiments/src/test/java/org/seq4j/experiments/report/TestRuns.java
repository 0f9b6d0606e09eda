package org.seq4j.experiments.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.seq4j.experiments.run.MetricsLog;
import org.seq4j.experiments.run.RunFolder;

/** Run folders made by hand. */
final class TestRuns {
    private TestRuns() {}

    /** A run of three lines of losses and two validations, the first of them the best, that came to its end. */
    static RunFolder finished(Path path, String extraKeys) {
        RunFolder folder = RunFolder.create(path, false);
        String yaml = "name: " + path.getFileName() + "\nmodel: {type: seq2seq}\n" + extraKeys;
        folder.describe(yaml, yaml, Map.of("seed", 3, "data_sha256", Map.of("train.tsv", "abc")));
        try (MetricsLog log = folder.metrics(0)) {
            for (int update = 50; update <= 150; update += 50) {
                log.append(Map.of("kind", "train", "update", update, "epoch", update / 100.0, "loss", 100.0 / update));
            }
            log.append(validation(100, 0.5, true, "gut <b>&"));
            log.append(validation(150, 0.75, false, "besser"));
            log.append(Map.of("kind", "end", "reason", "max_duration", "update", 150, "epoch", 1.5, "seconds", 75));
        }
        return folder;
    }

    private static Map<String, Object> validation(int update, double nats, boolean best, String sample) {
        return Map.of(
                "kind",
                "validation",
                "update",
                update,
                "epoch",
                update / 100.0,
                "nats_per_token",
                nats,
                "best",
                best,
                "samples",
                List.of(sample));
    }
}
