package org.seq4j.models.graph;

/**
 * With which probability ε the decoder reads the right token and not the model's own prediction, as training goes on (Bengio et al. 2015, section 2.4).
 *
 * @param shape how it falls
 * @param start k of the paper
 * @param slope c of the paper; of the linear schedule alone
 * @param minimum ε of the paper: below that it does not fall; of the linear schedule alone
 */
public record SamplingSchedule(Shape shape, double start, double slope, double minimum) {
    /** How ε falls with the update number i, counted from 0. */
    public enum Shape {
        /** {@code max(minimum, k - c i)}. */
        LINEAR,
        /** {@code k^i}, with k less than 1. */
        EXPONENTIAL,
        /** {@code k / (k + exp(i / k))}, with k at least 1. */
        INVERSE_SIGMOID
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public SamplingSchedule {
        boolean fits = switch (shape) {
            case LINEAR -> start <= 1 && slope >= 0 && minimum >= 0 && minimum <= start;
            case EXPONENTIAL -> start > 0 && start < 1;
            case INVERSE_SIGMOID -> start >= 1 && start < Double.POSITIVE_INFINITY;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    switch (shape) {
                        case LINEAR ->
                            "a linear schedule has a start and a minimum with 0 <= minimum <= start <= 1 and a slope of at"
                                    + " least 0; found start " + start + ", minimum " + minimum + ", slope " + slope;
                        case EXPONENTIAL ->
                            "an exponential schedule has a k greater than 0 and less than 1, found " + start;
                        case INVERSE_SIGMOID -> "an inverse sigmoid schedule has a k of at least 1, found " + start;
                    });
        }
    }

    /** {@code max(minimum, start - slope * i)}. */
    public static SamplingSchedule linear(double start, double slope, double minimum) {
        return new SamplingSchedule(Shape.LINEAR, start, slope, minimum);
    }

    /** {@code k^i}. */
    public static SamplingSchedule exponential(double k) {
        return new SamplingSchedule(Shape.EXPONENTIAL, k, 0, 0);
    }

    /** {@code k / (k + exp(i / k))}. */
    public static SamplingSchedule inverseSigmoid(double k) {
        return new SamplingSchedule(Shape.INVERSE_SIGMOID, k, 0, 0);
    }

    /** ε at an update, counted from 0. */
    public double rightTokens(long update) {
        return switch (shape) {
            case LINEAR -> Math.max(minimum, start - slope * update);
            case EXPONENTIAL -> Math.pow(start, update);
            case INVERSE_SIGMOID -> start / (start + Math.exp(update / start));
        };
    }
}
