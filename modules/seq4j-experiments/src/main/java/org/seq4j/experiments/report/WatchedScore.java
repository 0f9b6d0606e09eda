package org.seq4j.experiments.report;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.config.Duration;
import org.seq4j.experiments.config.EarlyStoppingConfig;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.run.RunFolder;

/**
 * The best value of the metric that decides which state of a run is kept.
 *
 * @param metric its name
 * @param value the value
 * @param update where it was seen
 */
record WatchedScore(String metric, double value, double update) {
    /** Metrics that are the mean loss of the development data. */
    private static final Set<String> LOSSES = Set.of("nats_per_token", "nats", "frame_nll", "mse", "mae");

    /**
     * The best value so far.
     *
     * @param keys the run's keys
     * @param until validations after this length of training do not count; null: all do
     * @return null if nothing was validated
     */
    static @Nullable WatchedScore of(RunFolder folder, Map<String, String> keys, @Nullable Duration until) {
        Map<String, Object> best = null;
        for (Map<String, Object> line : RunLog.of(folder.logged()).validations()) {
            if (Boolean.TRUE.equals(line.get("best")) && (until == null || RunProgress.isUpTo(line, until))) {
                best = line;
            }
        }
        return best == null ? null : of(best, keys.get("training.early_stopping.metric"));
    }

    /** The score of a validation: the metric that is named, else the loss, else the first one. */
    private static @Nullable WatchedScore of(Map<String, Object> validation, @Nullable String named) {
        Map<String, Double> scores = RunResults.scores(validation);
        double update = validation.get("update") instanceof Number number ? number.doubleValue() : 0;
        return scores.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, Double> score) ->
                                !score.getKey().equals(named))
                        .thenComparing(score -> !LOSSES.contains(score.getKey())))
                .map(score -> new WatchedScore(score.getKey(), score.getValue(), update))
                .orElse(null);
    }

    /** The value as people read it. */
    String words() {
        return Figures.score(metric, value);
    }

    /** The value as a number that is the smaller the better it is. */
    double cost() {
        Metric known = Metric.of(metric);
        return known != null && known.mode() == EarlyStoppingConfig.Mode.MAX ? -value : value;
    }
}
