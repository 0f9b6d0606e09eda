package org.seq4j.experiments.training.schedule;

import java.util.Map;

/**
 * Multiplies the learning rate by {@code factor} whenever the watched metric has not improved for more than {@code
 * patience} validations in a row, as PyTorch's
 * {@code ReduceLROnPlateau} does (without its relative threshold: any improvement counts).
 */
final class PlateauSchedule implements Schedule {
    private final double factor;
    private final int patience;
    private final double minimum;
    private final boolean higherIsBetter;
    private double rate;
    private double best = Double.NaN; // NaN: nothing seen
    private int bad;

    PlateauSchedule(double base, double factor, int patience, double minimum, boolean higherIsBetter) {
        this.rate = base;
        this.factor = factor;
        this.patience = patience;
        this.minimum = minimum;
        this.higherIsBetter = higherIsBetter;
    }

    @Override
    public double learningRate(Moment moment) {
        return rate;
    }

    @Override
    public void validated(double metric) {
        if (Double.isNaN(best) || (higherIsBetter ? metric > best : metric < best)) {
            best = metric;
            bad = 0;
        } else if (++bad > patience) {
            rate = Math.max(Math.min(rate, minimum), rate * factor);
            bad = 0;
        }
    }

    @Override
    public Map<String, Double> state() {
        return Double.isNaN(best)
                ? Map.of("rate", rate, "bad", (double) bad)
                : Map.of("rate", rate, "bad", (double) bad, "best", best);
    }

    @Override
    public void restore(Map<String, Double> state) {
        rate = state.getOrDefault("rate", rate);
        best = state.getOrDefault("best", Double.NaN);
        bad = state.getOrDefault("bad", 0.0).intValue();
    }
}
