package org.seq4j.experiments.config;

/**
 * How the output is searched for, unless the command line says otherwise.
 *
 * @param beamSize hypotheses kept
 * @param validationBeamSize the same at validations while training
 * @param nBest outputs of one source
 * @param lengthPenalty how length is weighed
 * @param coveragePenalty how unread source tokens are weighed
 * @param minLength fewest tokens
 * @param maxLength most tokens; 0 = no absolute bound
 * @param maxLengthRatio most tokens for each source token
 * @param noRepeatNgramSize length of token sequences that must not occur twice; 0 = none
 * @param repetitionPenalty divisor of the scores of tokens that occurred
 * @param replaceUnknown whether unknown tokens become source tokens
 * @param constraint what positions may come next
 * @param batchSize sources decoded at once
 */
public record DecodingConfig(
        @Key(
                description = "Hypotheses that the beam search keeps for each source; 1 = greedy.",
                defaultValue = "5",
                min = 1,
                max = 1000)
        int beamSize,

        @Key(
                description =
                        "The same for the metrics of validations while training; evaluate and predict use beam_size.",
                defaultValue = "1",
                min = 1,
                max = 1000)
        int validationBeamSize,

        @Key(
                description = "Outputs that predict writes for each source, the best first; at most beam_size.",
                defaultValue = "1",
                min = 1,
                max = 1000)
        int nBest,

        @Key(description = "How hypotheses of different length are compared.", shorthand = "type")
        LengthPenaltyConfig lengthPenalty,

        @Key(
                description = "How hypotheses that leave source tokens unread are compared; needs attention.",
                shorthand = "type",
                onlyIf = "/model.type=seq2seq")
        CoveragePenaltyConfig coveragePenalty,

        @Key(description = "Fewest tokens of an output.", defaultValue = "0", min = 0)
        int minLength,

        @Key(description = "Most tokens of an output; 0 = no bound but max_length_ratio.", defaultValue = "0", min = 0)
        int maxLength,

        @Key(
                description = "Most tokens of an output for each token of its source; ten more are always allowed.",
                defaultValue = "3.0",
                min = 0,
                aboveMin = true)
        double maxLengthRatio,

        @Key(
                description = "No sequence of that many tokens may occur twice in an output; 0 = any may.",
                defaultValue = "0",
                min = 0,
                onlyIf = "/model.type=seq2seq")
        int noRepeatNgramSize,

        @Key(
                description =
                        "What the probability of tokens that the output already has is lowered by (Keskar et al. 2019); 1 = not at all.",
                defaultValue = "1.0",
                min = 1,
                onlyIf = "/model.type=seq2seq")
        double repetitionPenalty,

        @Key(
                description =
                        "Whether <unk> in an output is replaced by the source token with the greatest attention weight (Luong et al. 2015b); needs attention.",
                defaultValue = "false",
                onlyIf = "/model.type=seq2seq")
        boolean replaceUnknown,

        @Key(
                description =
                        "What positions may come next: none, any; distinct, those that the output has not yet; permutation, the same until all are there; hull, distinct ones, at least three, then the first again; tour, all of them, beginning with 1, then 1 again; triples, triangles as rising triples, none twice.",
                defaultValue = "none",
                onlyIf = "/model.type=pointer_network")
        Constraint constraint,

        @Key(description = "Sources that are decoded at once.", defaultValue = "32", min = 1, max = 100000)
        int batchSize) {

    /** What positions may come next. */
    public enum Constraint {
        /** Any. */
        NONE,
        /** Those that the output has not yet. */
        DISTINCT,
        /** The same until all are there. */
        PERMUTATION,
        /** Distinct ones, at least three, then the first again. */
        HULL,
        /** All of them from 1 on, then 1 again. */
        TOUR,
        /** Triangles. */
        TRIPLES
    }

    /** The same for validations while training. */
    public DecodingConfig atValidation() {
        return new DecodingConfig(
                validationBeamSize(),
                validationBeamSize(),
                1,
                lengthPenalty,
                coveragePenalty,
                minLength,
                maxLength,
                maxLengthRatio,
                noRepeatNgramSize,
                repetitionPenalty,
                replaceUnknown,
                constraint,
                batchSize);
    }
}
