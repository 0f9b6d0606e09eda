package org.seq4j.experiments.config;

/**
 * A pointer network: an encoder over vectors, and a decoder whose outputs are positions of its input (Vinyals, Fortunato,
 * Jaitly 2015).
 *
 * @param encoder what reads the elements
 * @param bridge how the decoder's first state comes about
 * @param decoder what points
 * @param attentionSize width of the score
 * @param glimpses looks at the elements before a step points
 * @param pointing whether outputs are pointed at
 * @param fixedAttention how a decoder that does not point looks at the elements
 */
@Variant("pointer_network")
public record PointerNetworkConfig(
        @Key(description = "What reads the elements.") PointerEncoderConfig encoder,

        @Key(
                description =
                        "How the decoder's first state is made of the encoder's last: copy, as it is, which needs states of equal size; dense, a learnt projection (with tanh for h); zero, not at all. Where the two have different numbers of layers, every decoder layer gets the state of the last encoder layer.",
                defaultValue = "copy")
        Seq2SeqConfig.Bridge bridge,

        @Key(description = "What points; a step reads the element that the step before it chose.")
        PointerDecoderConfig decoder,

        @Key(
                description = "Width of the score v tanh(W1 e + W2 d) of an element; 0 = that of the decoder's state.",
                defaultValue = "0",
                min = 0,
                max = 65536)
        int attentionSize,

        @Key(
                description =
                        "Looks at the elements before a step points: each is an attention whose context asks in place of the state (Vinyals et al. 2016, Bello et al. 2017).",
                defaultValue = "0",
                min = 0,
                max = 16)
        int glimpses,

        @Key(
                description =
                        "Whether the decoder points at elements. With false it is the sequence-to-sequence model that the same paper compares with: a softmax over a fixed number of positions, the greatest size of the training examples, whose embeddings the decoder reads.",
                defaultValue = "true")
        boolean pointing,

        @Key(description = "How a decoder that does not point looks at the elements.", defaultValue = "none")
        FixedAttention fixedAttention)
        implements ModelConfig {

    /** Attention of a decoder that does not point. */
    public enum FixedAttention {
        /** Not at all (Sutskever et al. 2014). */
        NONE,
        /** By additive attention (Bahdanau et al. 2015). */
        BAHDANAU
    }
}
