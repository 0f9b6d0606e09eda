package org.seq4j.experiments.config;

/**
 * A recurrent language model: embedding, stacked recurrent layers, softmax over the vocabulary.
 *
 * @param embeddingDim size of a token's vector
 * @param cell recurrent cell
 * @param hiddenSize units of a layer
 * @param numLayers stacked layers
 * @param dropout dropout between layers
 * @param embeddingDropout dropout of the embeddings
 * @param variationalDropout whether a sequence keeps one mask
 * @param recurrentDropout dropout of h(t-1)
 * @param layerNorm whether the gates are normalised
 * @param residual whether a layer's input is added to its output
 * @param tieEmbeddings whether the output weights are the embeddings
 */
@Variant("language_model")
public record LanguageModelConfig(
        @Key(description = "Size of a token's vector.", defaultValue = "128", min = 1, max = 65536)
        int embeddingDim,

        @Key(
                description =
                        "Recurrent cell: rnn (tanh), rnn_relu, lstm, peephole_lstm, gru (reset gate before the recurrent product, Cho et al. 2014), gru_reset_after (after it, as in PyTorch and cuDNN).",
                defaultValue = "lstm")
        Cell cell,

        @Key(description = "Units of a recurrent layer.", defaultValue = "256", min = 1, max = 65536)
        int hiddenSize,

        @Key(description = "Recurrent layers, stacked.", defaultValue = "1", min = 1, max = 64)
        int numLayers,

        @Key(
                description =
                        "Probability of dropping a unit of a layer's output, between the layers and before the softmax.",
                defaultValue = "0.0",
                min = 0,
                max = 1,
                belowMax = true)
        double dropout,

        @Key(
                description = "Probability of dropping a unit of a token's vector.",
                defaultValue = "0.0",
                min = 0,
                max = 1,
                belowMax = true)
        double embeddingDropout,

        @Key(
                description =
                        "Whether dropout and embedding_dropout draw one mask per sequence and keep it for all its time steps (Gal and Ghahramani 2016).",
                defaultValue = "false")
        boolean variationalDropout,

        @Key(
                description =
                        "Probability of dropping a unit of h(t-1) before the recurrent product, one mask per sequence (Gal and Ghahramani 2016).",
                defaultValue = "0.0",
                min = 0,
                max = 1,
                belowMax = true)
        double recurrentDropout,

        @Key(description = "Whether the gates' inputs are layer-normalised (Ba et al. 2016).", defaultValue = "false")
        boolean layerNorm,

        @Key(
                description =
                        "Whether a layer's input is added to its output, in every layer where the two are equally wide.",
                defaultValue = "false")
        boolean residual,

        @Key(
                description =
                        "Whether the output weights are the embeddings; embedding_dim and hidden_size must then be equal.",
                defaultValue = "false")
        boolean tieEmbeddings)
        implements ModelConfig, RecurrentConfig {}
