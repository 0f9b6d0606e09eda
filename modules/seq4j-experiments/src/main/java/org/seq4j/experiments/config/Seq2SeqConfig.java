package org.seq4j.experiments.config;

/**
 * A sequence-to-sequence model: encoder, attention, decoder (Sutskever et al. 2014; Bahdanau et al. 2015; Luong et al.
 * 2015).
 *
 * @param encoder what reads the source
 * @param bridge how the decoder's first state comes about
 * @param decoder what writes the target
 * @param attention how the decoder looks at the encoder's outputs
 * @param copy whether source tokens can be copied
 * @param tieEmbeddings which tables are one
 */
@Variant("seq2seq")
public record Seq2SeqConfig(
        @Key(description = "What reads the source.") EncoderConfig encoder,

        @Key(
                description =
                        "How the decoder's first state is made of the encoder's last: dense, a learnt projection (with tanh for h); copy, as it is, which needs states of equal size; zero, not at all. Where the two have different numbers of layers, every decoder layer gets the state of the last encoder layer.",
                defaultValue = "dense")
        Bridge bridge,

        @Key(description = "What writes the target.") DecoderConfig decoder,

        @Key(description = "How the decoder looks at the encoder's outputs.", shorthand = "type")
        AttentionConfig attention,

        @Key(
                description =
                        "Whether the model can also copy tokens of the source, those without an id of their own included (pointer-generator, See et al. 2017).",
                defaultValue = "false")
        boolean copy,

        @Key(
                description =
                        "Which tables are one: none; target_output, target embedding and output weights (Press and Wolf 2017), for which model.decoder.embedding_dim must be the width of what the softmax reads; all, the source embedding too, which needs data.joint_vocabulary.",
                defaultValue = "none")
        Tie tieEmbeddings)
        implements ModelConfig {

    /** The way from the encoder's last state to the decoder's first. */
    public enum Bridge {
        /** A learnt projection. */
        DENSE,
        /** The state itself. */
        COPY,
        /** None. */
        ZERO
    }

    /** Tables that are one. */
    public enum Tie {
        /** Each has its own. */
        NONE,
        /** Target embedding and output. */
        TARGET_OUTPUT,
        /** Both embeddings and output. */
        ALL
    }

    /** Whether there is attention. */
    boolean attends() {
        return attention.type() != AttentionConfig.Type.NONE;
    }

    /** Width of what the softmax reads. */
    int outputInputSize() {
        return attention.outputSize() == 0 ? decoder.hiddenSize() : attention.outputSize();
    }
}
