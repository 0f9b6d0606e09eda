package org.seq4j.experiments.config;

/**
 * The decoder of a pointer network: stacked recurrent layers over the elements that were chosen.
 *
 * @param cell recurrent cell
 * @param hiddenSize units of a layer
 * @param numLayers stacked layers
 * @param dropout dropout between the layers and before the scores
 * @param variationalDropout whether a sequence keeps one mask
 * @param recurrentDropout dropout of h(t-1)
 * @param layerNorm whether the gates are normalised
 * @param residual whether a layer's input is added to its output
 */
public record PointerDecoderConfig(
        @Key(
                description =
                        "Recurrent cell: rnn (tanh), rnn_relu, lstm, peephole_lstm, gru (reset gate before the recurrent product, Cho et al. 2014), gru_reset_after (after it, as in PyTorch and cuDNN).",
                defaultValue = "lstm")
        Cell cell,

        @Key(description = "Units of a layer.", defaultValue = "256", min = 1, max = 65536)
        int hiddenSize,

        @Key(description = "Recurrent layers, stacked.", defaultValue = "1", min = 1, max = 64)
        int numLayers,

        @Key(
                description =
                        "Probability of dropping a unit of a layer's output, between the layers and before the scores.",
                defaultValue = "0.0",
                min = 0,
                max = 1,
                belowMax = true)
        double dropout,

        @Key(
                description =
                        "Whether dropout draws one mask per sequence and keeps it for all its time steps (Gal and Ghahramani 2016).",
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
        boolean residual)
        implements RecurrentConfig {}
