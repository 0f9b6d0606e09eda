package org.seq4j.experiments.config;

/**
 * The encoder of a pointer network: stacked recurrent layers over vectors.
 *
 * @param cell recurrent cell
 * @param hiddenSize units of a layer and direction
 * @param numLayers stacked layers
 * @param bidirectional whether each layer reads in both directions
 * @param reverse whether the layers read from the end
 * @param dropout dropout between the layers
 * @param variationalDropout whether a sequence keeps one mask
 * @param recurrentDropout dropout of h(t-1)
 * @param layerNorm whether the gates are normalised
 * @param residual whether a layer's input is added to its output
 */
public record PointerEncoderConfig(
        @Key(
                description =
                        "Recurrent cell: rnn (tanh), rnn_relu, lstm, peephole_lstm, gru (reset gate before the recurrent product, Cho et al. 2014), gru_reset_after (after it, as in PyTorch and cuDNN).",
                defaultValue = "lstm")
        Cell cell,

        @Key(
                description = "Units of a layer; of each direction, where there are two.",
                defaultValue = "256",
                min = 1,
                max = 65536)
        int hiddenSize,

        @Key(description = "Recurrent layers, stacked.", defaultValue = "1", min = 1, max = 64)
        int numLayers,

        @Key(
                description =
                        "Whether each layer reads the elements in both directions and passes both outputs on, side by side.",
                defaultValue = "false")
        boolean bidirectional,

        @Key(
                description = "Whether the layers read the elements from the last to the first.",
                defaultValue = "false",
                onlyIf = "bidirectional=false")
        boolean reverse,

        @Key(
                description = "Probability of dropping a unit of a layer's output, between the layers.",
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
        implements RecurrentEncoderConfig {}
