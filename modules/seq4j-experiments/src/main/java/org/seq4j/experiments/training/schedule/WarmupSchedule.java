package org.seq4j.experiments.training.schedule;

import java.util.Map;

/**
 * Linear warm-up before any schedule: the first {@code updates} learning rates are multiplied by {@code t / updates},
 * so that update number {@code updates} has the full one.
 */
record WarmupSchedule(Schedule inner, long updates) implements Schedule {
    @Override
    public double learningRate(Moment moment) {
        double full = inner.learningRate(moment);
        return moment.update() >= updates ? full : full * moment.update() / updates;
    }

    @Override
    public void validated(double metric) {
        inner.validated(metric);
    }

    @Override
    public Map<String, Double> state() {
        return inner.state();
    }

    @Override
    public void restore(Map<String, Double> state) {
        inner.restore(state);
    }
}
