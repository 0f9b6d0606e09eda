package org.seq4j.experiments.config;

/**
 * How the log-probability of a hypothesis is weighed by its length.
 *
 * @param type the kind
 * @param alpha strength of wu's
 */
public record LengthPenaltyConfig(
        @Key(
                description =
                        "none: the log-probability as it is; average: divided by the length; wu: divided by ((5 + length) / 6)^alpha (Wu et al. 2016, equation 14).",
                defaultValue = "none")
        Type type,

        @Key(
                description = "Exponent; 0 = no penalty, larger values favour longer outputs.",
                defaultValue = "0.6",
                min = 0,
                onlyIf = "type=wu")
        double alpha) {

    /** A kind of penalty. */
    public enum Type {
        /** None. */
        NONE,
        /** Division by the length. */
        AVERAGE,
        /** Division by a power of the length. */
        WU
    }
}
