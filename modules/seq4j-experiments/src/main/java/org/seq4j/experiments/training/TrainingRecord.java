package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a training leaves its traces: a log of metrics, and checkpoints. */
public interface TrainingRecord {
    /**
     * Appends a line to the log of metrics.
     *
     * @param line names and values
     */
    void log(Map<String, ?> line);

    /** The length of the log so far in bytes, all of it on the disk. */
    long logLength();

    /**
     * Saves everything that is needed to go on from here.
     *
     * @param state where the training stands
     * @param best whether the model is the best so far
     */
    void checkpoint(TrainerState state, boolean best);

    /**
     * The pictures of a validation have been drawn.
     *
     * @param update updates done
     */
    default void drawn(long update) {}

    /** The folder of the run, for what else is to be kept; null if nothing is. */
    default @Nullable Path folder() {
        return null;
    }

    /** Keeps nothing. */
    static TrainingRecord none() {
        return new TrainingRecord() {
            @Override
            public void log(Map<String, ?> line) {}

            @Override
            public long logLength() {
                return 0;
            }

            @Override
            public void checkpoint(TrainerState state, boolean best) {}
        };
    }
}
