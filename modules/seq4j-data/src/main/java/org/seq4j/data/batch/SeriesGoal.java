package org.seq4j.data.batch;

import org.jspecify.annotations.Nullable;
import org.seq4j.data.label.LabelSet;

/**
 * What is predicted of a series.
 *
 * @param kind what the labels of a batch are
 * @param labels the classes with {@link Kind#CLASSES}, else null
 * @param multiLabel whether a series has any number of labels
 */
public record SeriesGoal(Kind kind, @Nullable LabelSet labels, boolean multiLabel) {
    /** What the labels of a batch are. */
    public enum Kind {
        /** The label of the series, INT32 {@code [B, 1]}, or several, FLOAT {@code [B, L]} of 0 and 1. */
        CLASSES,
        /** The series' targets: FLOAT {@code [B, K]}, or at each step {@code [B, K, T]}. */
        TARGETS,
        /** The values of each step, FLOAT {@code [B, F, T]}, predicted from the steps before, which are the inputs. */
        NEXT_STEP,
        /** Nothing: batches to predict from. */
        NONE
    }

    public SeriesGoal {
        if ((kind == Kind.CLASSES) != (labels != null)) {
            throw new IllegalArgumentException("Classes need their labels, and nothing else has any.");
        }
    }

    /** Series have a label, or several, of these. */
    public static SeriesGoal classes(LabelSet labels, boolean multiLabel) {
        return new SeriesGoal(Kind.CLASSES, labels, multiLabel);
    }

    public static SeriesGoal targets() {
        return new SeriesGoal(Kind.TARGETS, null, false);
    }

    public static SeriesGoal nextStep() {
        return new SeriesGoal(Kind.NEXT_STEP, null, false);
    }

    public static SeriesGoal none() {
        return new SeriesGoal(Kind.NONE, null, false);
    }
}
