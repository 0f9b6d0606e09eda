package org.seq4j.experiments.training.schedule;

/** {@code base * gamma^epoch}, but never below {@code minimum} (unless {@code base} is). */
record ExponentialSchedule(double base, double gamma, double minimum) implements Schedule {
    @Override
    public double learningRate(Moment moment) {
        return Math.max(Math.min(base, minimum), base * Math.pow(gamma, moment.epoch()));
    }
}
