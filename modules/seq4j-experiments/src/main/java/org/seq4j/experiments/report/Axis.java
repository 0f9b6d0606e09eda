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

    /** An axis for these values, with round numbers at its ends where it is linear. */
    static Axis of(double min, double max, boolean log) {
        if (log) {
            return new Axis(min, max > min ? max : min * 10, true);
        }
        if (min == max) {
            return min == 0 ? new Axis(0, 1, false) : of(Math.min(0, 2 * min), Math.max(0, 2 * min), false);
        }
        double step = step(max - min);
        return new Axis(Math.floor(min / step + 1e-9) * step, Math.ceil(max / step - 1e-9) * step, false);
    }

    /** A logarithmic axis from a power of ten to a greater one. */
    static Axis powers(double min, double max) {
        double low = Math.pow(10, Math.floor(Math.log10(min)));
        return new Axis(low, Math.max(low * 10, Math.pow(10, Math.ceil(Math.log10(max)))), true);
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
        double decades = Math.log10(high / low);
        int every = (int) Math.max(1, Math.ceil(decades / TICKS));
        double[] within = decades < 2 ? new double[] {1, 2, 5} : new double[] {1};
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
            for (double digit : within) {
                double tick = digit * Math.pow(10, power);
                if (Math.floorMod(power, every) == 0 && tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten, some {@link #TICKS} of which make the span. */
    private static double step(double span) {
        double power = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
        double ratio = span / TICKS / power;
        return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
    }
}
