package org.seq4j.experiments.training;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.config.Metric;

/**
 * How a training ended.
 *
 * @param reason why it ended
 * @param update updates done
 * @param metric the watched metric
 * @param best its best value, null without a validation
 * @param bestUpdate the update it was seen at
 * @param seconds time spent over all sessions
 */
public record TrainingResult(
        Reason reason, long update, Metric metric, @Nullable Double best, long bestUpdate, double seconds) {
    /** Why a training ended. */
    public enum Reason {
        /** {@code training.max_duration} is reached. */
        MAX_DURATION,
        /** The watched metric has not improved for long enough. */
        EARLY_STOPPING,
        /** Somebody asked it to stop; its state is saved. */
        INTERRUPTED,
        /** As long as this session was to be; its state is saved. */
        PAUSED;

        /** The name in {@code metrics.jsonl}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
