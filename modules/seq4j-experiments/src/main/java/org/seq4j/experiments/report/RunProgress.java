package org.seq4j.experiments.report;

import java.util.Map;
import org.seq4j.experiments.config.Duration;
import org.seq4j.experiments.run.RunFolder;

/** How far a run has come, as its folder tells. */
public final class RunProgress {
    private RunProgress() {}

    /** Whether a run was trained to its end, or stopped early. */
    public static boolean isFinished(RunFolder folder) {
        RunState state = state(folder);
        return state == RunState.FINISHED || state == RunState.STOPPED_EARLY;
    }

    /** Whether a run ended because a number was no longer finite. */
    public static boolean isDiverged(RunFolder folder) {
        return state(folder) == RunState.DIVERGED;
    }

    /** Whether it did so before it came to a length of training. */
    static boolean isDivergedBefore(RunFolder folder, Duration length) {
        return isDiverged(folder) && !isFrom(RunLog.of(folder.logged()).end(), length);
    }

    /** Whether a run came to a length of training and saved its state there or later. */
    public static boolean hasReached(RunFolder folder, Duration length) {
        Map<String, Object> end = RunLog.of(folder.logged()).end();
        return !end.isEmpty() && state(folder) != RunState.DIVERGED && isFrom(end, length);
    }

    /** Whether a line of the log was written at a length of training, or later. */
    static boolean isFrom(Map<String, Object> line, Duration length) {
        return compare(line, length) >= 0;
    }

    /** Whether a line of the log was written at a length of training, or before. */
    static boolean isUpTo(Map<String, Object> line, Duration length) {
        return compare(line, length) <= 0;
    }

    private static int compare(Map<String, Object> line, Duration length) {
        Object at = line.get(length.unit() == Duration.Unit.EPOCHS ? "epoch" : "update");
        return Double.compare(at instanceof Number number ? number.doubleValue() : 0, length.amount());
    }

    private static RunState state(RunFolder folder) {
        return RunState.of(RunLog.of(folder.logged()));
    }
}
