package org.seq4j.experiments.training;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.config.Duration;

/**
 * What ends a session before the training is over.
 *
 * @param requested whether somebody asks for it
 * @param pause the length of training, in epochs or updates, after which it rests; null: it does not
 */
record SessionEnd(BooleanSupplier requested, @Nullable Duration pause) {

    /** Why the session ends after so many updates and finished epochs; null: it goes on. */
    TrainingResult.@Nullable Reason reason(long update, int epoch) {
        if (requested.getAsBoolean()) {
            return TrainingResult.Reason.INTERRUPTED;
        }
        return isPause(update, epoch) ? TrainingResult.Reason.PAUSED : null;
    }

    /** Whether the training rests there. */
    boolean isPause(long update, int epoch) {
        return pause != null && (pause.unit() == Duration.Unit.EPOCHS ? epoch : update) >= pause.amount();
    }
}
