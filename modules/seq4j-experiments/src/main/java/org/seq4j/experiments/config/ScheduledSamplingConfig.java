package org.seq4j.experiments.config;

/**
 * How often the decoder reads its own token instead of the reference's while it is trained (Bengio et al. 2015).
 *
 * @param type how the probability rises
 * @param probability the probability it rises to
 * @param updates how long it takes
 */
public record ScheduledSamplingConfig(
        @Key(
                description =
                        "How the probability p that a decoder input is the model's own token rises with the update u, to probability P over updates U: none: p = 0 (teacher forcing); linear: P min(1, u / U); exponential: P (1 - exp(-u / U)); inverse_sigmoid: P (1 - U / (U + exp(u / U))).",
                defaultValue = "none")
        Type type,

        @Key(
                description = "Greatest probability of the model's own token.",
                defaultValue = "0.25",
                min = 0,
                max = 1,
                aboveMin = true,
                onlyIf = "type=linear|exponential|inverse_sigmoid")
        double probability,

        @Key(
                description = "How slowly the probability rises, see type.",
                defaultValue = "1000",
                min = 1,
                onlyIf = "type=linear|exponential|inverse_sigmoid")
        int updates) {

    /** How the probability rises. */
    public enum Type {
        /** It stays 0. */
        NONE,
        /** Evenly. */
        LINEAR,
        /** Fast, then ever more slowly. */
        EXPONENTIAL,
        /** Slowly, fast, slowly. */
        INVERSE_SIGMOID
    }
}
