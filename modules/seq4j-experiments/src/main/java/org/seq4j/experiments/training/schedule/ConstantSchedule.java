package org.seq4j.experiments.training.schedule;

/** The same learning rate throughout. */
record ConstantSchedule(double base) implements Schedule {
    @Override
    public double learningRate(Moment moment) {
        return base;
    }
}
