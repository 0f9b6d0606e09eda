package org.seq4j.experiments.training;

import java.util.Map;
import org.seq4j.experiments.config.Metric;
import org.seq4j.experiments.evaluation.sample.Samples;

/** Watches a training, for a human eye. Called from the training thread; must return quickly. */
public interface TrainingMonitor {
    /**
     * Where a training stands after an update.
     *
     * @param epoch finished epochs and the finished part of the running one
     * @param update updates done
     * @param fraction finished part of the whole training, 0 to 1
     * @param loss mean loss per target token since the last line of the log
     * @param learningRate of the last update
     * @param tokensPerSecond target tokens per second of training time since the last line of the log
     * @param secondsLeft an estimate, not a number while there is none
     */
    record Position(
            double epoch,
            long update,
            double fraction,
            double loss,
            double learningRate,
            double tokensPerSecond,
            double secondsLeft) {}

    /**
     * After every update.
     *
     * @param position where the training stands
     * @param logged whether a line went to the log of metrics
     */
    default void updated(Position position, boolean logged) {}

    /** A validation begins. */
    default void validating() {}

    /**
     * After a validation.
     *
     * @param position where the training stands
     * @param metrics the results
     * @param best whether the watched metric is the best so far
     * @param samples what the model writes, possibly nothing
     */
    default void validated(Position position, Map<Metric, Double> metrics, boolean best, Samples samples) {}

    /**
     * The training is over.
     *
     * @param result how it ended
     */
    default void finished(TrainingResult result) {}
}
