package org.seq4j.experiments.training;

import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.config.EarlyStoppingConfig;
import org.seq4j.experiments.config.Metric;

/**
 * Follows one metric over the validations: which was the best, and whether the last ones brought nothing.
 *
 * <p>A value that is not a number never counts as an improvement.
 */
final class EarlyStopping {
    private final Metric metric;
    private final int patience;
    private @Nullable Double best;
    private long bestUpdate;
    private int bad;

    /**
     * @param metric which metric
     * @param config after how many validations in a row without improvement the training ends; null: never
     * @param state where a resumed run stands
     */
    EarlyStopping(Metric metric, @Nullable EarlyStoppingConfig config, TrainerState state) {
        this.metric = metric;
        this.patience = config == null ? Integer.MAX_VALUE : config.patience();
        this.best = state.best();
        this.bestUpdate = state.bestUpdate();
        this.bad = state.badValidations();
    }

    /**
     * Takes the result of a validation.
     *
     * @return whether it is the best so far
     */
    boolean validated(double value, long update) {
        boolean better = best == null ? !Double.isNaN(value) : metric.isBetter(value, best);
        if (better) {
            best = value;
            bestUpdate = update;
            bad = 0;
        } else {
            bad++;
        }
        return better;
    }

    boolean exhausted() {
        return bad > 0 && bad >= patience;
    }

    Metric metric() {
        return metric;
    }

    @Nullable
    Double best() {
        return best;
    }

    long bestUpdate() {
        return bestUpdate;
    }

    int bad() {
        return bad;
    }
}
