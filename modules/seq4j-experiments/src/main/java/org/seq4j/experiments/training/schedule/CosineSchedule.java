package org.seq4j.experiments.training.schedule;

/**
 * Half a cosine from {@code base} at the start of the training to {@code minimum} at its end (Loshchilov &amp; Hutter
 * 2017, equation 5, without restarts):
 *
 * <pre>lr = minimum + (base - minimum) (1 + cos(pi * fraction)) / 2</pre>
 */
record CosineSchedule(double base, double minimum) implements Schedule {
    @Override
    public double learningRate(Moment moment) {
        double fraction = Math.min(1, Math.max(0, moment.fraction()));
        return minimum + (base - minimum) * (1 + Math.cos(Math.PI * fraction)) / 2;
    }
}
