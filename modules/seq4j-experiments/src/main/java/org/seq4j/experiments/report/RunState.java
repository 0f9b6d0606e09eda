package org.seq4j.experiments.report;

import java.util.Locale;

/** Where a run stands, as far as its folder says. */
enum RunState {
    /** Trained to the end. */
    FINISHED,
    /** Ended because its metric no longer improved. */
    STOPPED_EARLY,
    /** Asked to stop; can be resumed. */
    INTERRUPTED,
    /** Compared with others and not, or not yet, gone on with; can be resumed. */
    PAUSED,
    /** A loss or a gradient was no longer a number. */
    DIVERGED,
    /** Goes on, or was killed. */
    NOT_FINISHED;

    static RunState of(RunLog log) {
        return switch (String.valueOf(log.end().get("reason"))) {
            case "max_duration" -> FINISHED;
            case "early_stopping" -> STOPPED_EARLY;
            case "interrupted" -> INTERRUPTED;
            case "paused" -> PAUSED;
            case "diverged" -> DIVERGED;
            default -> NOT_FINISHED;
        };
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
