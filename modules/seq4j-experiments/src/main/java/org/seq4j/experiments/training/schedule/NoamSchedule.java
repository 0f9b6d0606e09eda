package org.seq4j.experiments.training.schedule;

/**
 * Linear warm-up, then decay with the inverse square root of the update (Vaswani et al. 2017, section 5.3), scaled so
 * that the peak, at the last update of the warm-up, is {@code base}:
 *
 * <pre>lr(t) = base * sqrt(warmup) * min(t^-0.5, t * warmup^-1.5)</pre>
 *
 * (The paper's factor d_model^-0.5 is thus part of {@code base}.)
 */
record NoamSchedule(double base, long warmup) implements Schedule {
    @Override
    public double learningRate(Moment moment) {
        double w = Math.max(1, warmup);
        return base * Math.sqrt(w) * Math.min(1 / Math.sqrt(moment.update()), moment.update() * Math.pow(w, -1.5));
    }
}
