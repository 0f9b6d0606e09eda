package org.seq4j.models.output;

/** The logistic function without overflow. */
final class Sigmoid {
    private Sigmoid() {}

    /** 1 / (1 + e^-x). */
    static double of(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /** ln(1 + e^x). */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
