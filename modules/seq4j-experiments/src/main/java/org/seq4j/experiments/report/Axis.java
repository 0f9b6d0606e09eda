package org.seq4j.experiments.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a chart.
 *
 * @param low the value at its beginning
 * @param high the value at its end, greater
 * @param log whether equal lengths are equal ratios; the values are then positive
 */
record Axis(double low, double high, boolean log) {
    private static final int TICKS = 5;

    /** A logarithmic axis has so many labelled powers of ten at most, and one at its beginning. */
    private static final int POWERS = 6;

    /** An axis for these values, with round numbers at its ends: those of a logarithmic one are ticks. */
    static Axis of(double min, double max, boolean log) {
        if (log) {
            Axis digits = new Axis(rounded(min, false), rounded(max > min ? max : min * 10, true), true);
            return digits.isShort() ? digits : powers(min, max);
        }
        if (min == max) {
            return min == 0 ? new Axis(0, 1, false) : of(Math.min(0, 2 * min), Math.max(0, 2 * min), false);
        }
        double step = step(max - min);
        double low = Math.floor(min / step + 1e-9) * step;
        double high = Math.ceil(max / step - 1e-9) * step;
        return step(high - low) > step * (1 + 1e-9) ? of(low, high, false) : new Axis(low, high, false);
    }

    /** A logarithmic axis from a power of ten to a greater one, both of them ticks. */
    static Axis powers(double min, double max) {
        int low = (int) Math.floor(Math.log10(min));
        int decades = Math.max(1, (int) Math.ceil(Math.log10(max)) - low);
        int every = every(decades);
        int whole = (decades + every - 1) / every * every;
        return new Axis(Math.pow(10, low), Math.pow(10, low + whole), true);
    }

    /** The next value up or down that is 1, 2 or 5 times a power of ten. */
    private static double rounded(double value, boolean up) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double ratio = value / power * (up ? 1 - 1e-9 : 1 + 1e-9);
        if (up) {
            return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
        }
        return power * (ratio < 2 ? 1 : ratio < 5 ? 2 : 5);
    }

    private static int every(double decades) {
        return (int) Math.max(1, Math.ceil(decades / POWERS - 1e-9));
    }

    /** Whether a logarithmic axis has ticks between powers of ten. */
    private boolean isShort() {
        return high / low < 100 * (1 - 1e-9);
    }

    /** An axis that begins and ends with the values; around a single one as {@link #of}. */
    static Axis tight(double min, double max) {
        return max > min ? new Axis(min, max, false) : of(min, max, false);
    }

    /** Where a value lies, 0 to 1. */
    double place(double value) {
        return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** Round values on the axis. */
    List<Double> ticks() {
        return log ? logTicks() : linearTicks();
    }

    private List<Double> linearTicks() {
        List<Double> ticks = new ArrayList<>();
        double step = step(high - low);
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> logTicks() {
        List<Double> ticks = new ArrayList<>();
        int every = every(Math.log10(high / low));
        double[] within = isShort() ? new double[] {1, 2, 5} : new double[] {1};
        int last = (int) Math.ceil(Math.log10(high) - 1e-9);
        for (int power = (int) Math.floor(Math.log10(low) + 1e-9); power <= last; power += every) {
            for (double digit : within) {
                double tick = digit * Math.pow(10, power);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten, some {@link #TICKS} of which make the span. */
    private static double step(double span) {
        return rounded(span / TICKS, true);
    }
}
