package org.seq4j.experiments.config;

/**
 * How the score of a hypothesis is weighed by the attention that each source token got.
 *
 * @param type the kind
 * @param beta its factor
 */
public record CoveragePenaltyConfig(
        @Key(
                description =
                        "none; wu: for each source token the logarithm of its summed attention, where that is below 1 (Wu et al. 2016, equation 14); summary: for each source token what its summed attention exceeds 1 by, negative (Gehrmann et al. 2018).",
                defaultValue = "none")
        Type type,

        @Key(description = "Factor of the penalty.", defaultValue = "0.2", min = 0, onlyIf = "type=wu|summary")
        double beta) {

    /** A kind of penalty. */
    public enum Type {
        /** None. */
        NONE,
        /** For too little attention. */
        WU,
        /** For too much attention. */
        SUMMARY
    }
}
