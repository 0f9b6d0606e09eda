package org.seq4j.experiments.config;

/**
 * How often the decoder reads its own token instead of the reference's while it is trained (Bengio et al. 2015).
 *
 * @param type how the probability of the reference's token falls
 * @param slope how much with each batch
 * @param minimum what it does not fall below
 * @param base its factor with each batch
 * @param k how slowly it falls
 * @param choice which token is the model's own
 */
public record ScheduledSamplingConfig(
        @Key(
                description =
                        "How the probability that a decoder input is the reference's token falls with the number u of batches so far (Bengio et al. 2015, section 2.4): none: it is always 1 (teacher forcing); linear: max(minimum, 1 - slope u); exponential: base^u; inverse_sigmoid: k / (k + exp(u / k)).",
                defaultValue = "none")
        Type type,

        @Key(
                description = "What each batch takes from the probability.",
                defaultValue = "1.0e-5",
                min = 0,
                aboveMin = true,
                onlyIf = "type=linear")
        double slope,

        @Key(
                description = "The probability does not fall below this.",
                defaultValue = "0.5",
                min = 0,
                max = 1,
                onlyIf = "type=linear")
        double minimum,

        @Key(
                description = "Factor of the probability with each batch.",
                defaultValue = "0.9999",
                min = 0,
                max = 1,
                aboveMin = true,
                belowMax = true,
                onlyIf = "type=exponential")
        double base,

        @Key(
                description = "The larger, the later the probability falls.",
                defaultValue = "1000.0",
                min = 1,
                onlyIf = "type=inverse_sigmoid")
        double k,

        @Key(
                description =
                        "Which token the decoder reads instead: argmax, the one that the model finds most probable; sample, one that is drawn from its probabilities.",
                defaultValue = "argmax",
                onlyIf = "type=linear|exponential|inverse_sigmoid")
        Choice choice) {

    /** How the probability of the reference's token falls. */
    public enum Type {
        /** It stays 1. */
        NONE,
        /** Evenly. */
        LINEAR,
        /** Fast, then ever more slowly. */
        EXPONENTIAL,
        /** Slowly, fast, slowly. */
        INVERSE_SIGMOID
    }

    /** Which token is the model's own. */
    public enum Choice {
        /** The most probable one. */
        ARGMAX,
        /** A drawn one. */
        SAMPLE
    }
}
