package org.seq4j.experiments.config;

/**
 * How the decoder looks at the encoder's outputs.
 *
 * @param type the score of a decoder state and an encoder output
 * @param size width of the hidden layer of an additive score; 0 = the decoder's
 * @param output how context and state become the input of the softmax
 * @param outputSize width of that input; 0 = the decoder's
 * @param dropout dropout of the weights
 * @param coverage whether the score sees what has been looked at already
 * @param coverageLoss factor of the loss of looking twice
 */
public record AttentionConfig(
        @Key(
                description =
                        "Score of a decoder state s and an encoder output m: none: no attention, the decoder sees only the encoder's last state; bahdanau: v . tanh(s Wq + m Wm) (Bahdanau et al. 2015); luong_dot: s . m; luong_general: (s W) . m; luong_concat: v . tanh([s; m] W) (Luong et al. 2015).",
                defaultValue = "luong_general")
        Type type,

        @Key(
                description = "Width A of the hidden layer of the score; 0 = model.decoder.hidden_size.",
                defaultValue = "0",
                min = 0,
                max = 65536,
                onlyIf = "type=bahdanau|luong_concat")
        int size,

        @Key(
                description =
                        "What the softmax reads, of context c, state s and embedding e: attentional, tanh([c; s] W + b) (Luong et al. 2015, equation 5); deep, the larger of each pair of [c; s; e] W + b (Bahdanau et al. 2015, appendix A.2.2).",
                defaultValue = "attentional",
                onlyIf = "type=bahdanau|luong_dot|luong_general|luong_concat")
        Output output,

        @Key(
                description = "Width of what the softmax reads; 0 = model.decoder.hidden_size.",
                defaultValue = "0",
                min = 0,
                max = 65536,
                onlyIf = "type=bahdanau|luong_dot|luong_general|luong_concat")
        int outputSize,

        @Key(
                description = "Probability of dropping an attention weight.",
                defaultValue = "0.0",
                min = 0,
                max = 1,
                belowMax = true,
                onlyIf = "type=bahdanau|luong_dot|luong_general|luong_concat")
        double dropout,

        @Key(
                description =
                        "Whether the score also sees the sum of the weights of all steps before (See et al. 2017, equation 11).",
                defaultValue = "false",
                onlyIf = "type=bahdanau|luong_dot|luong_general|luong_concat")
        boolean coverage,

        @Key(
                description =
                        "Factor of the coverage loss, which punishes looking at the same place again (See et al. 2017, equation 12); 0 = none.",
                defaultValue = "1.0",
                min = 0,
                onlyIf = "coverage=true")
        double coverageLoss) {

    /** A score, or no attention. */
    public enum Type {
        /** No attention. */
        NONE,
        /** Additive. */
        BAHDANAU,
        /** Inner product. */
        LUONG_DOT,
        /** Bilinear. */
        LUONG_GENERAL,
        /** Additive, over the concatenation. */
        LUONG_CONCAT
    }

    /** What the softmax reads. */
    public enum Output {
        /** One layer with tanh over context and state. */
        ATTENTIONAL,
        /** Maxout over context, state and embedding. */
        DEEP
    }
}
