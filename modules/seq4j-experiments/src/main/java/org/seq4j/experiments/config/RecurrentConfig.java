package org.seq4j.experiments.config;

/** The keys that every section with stacked recurrent layers has. */
public sealed interface RecurrentConfig
        permits LanguageModelConfig, RecurrentEncoderConfig, DecoderConfig, PointerDecoderConfig {

    /** Recurrent cell. */
    Cell cell();

    /** Units of a layer and direction. */
    int hiddenSize();

    /** Stacked layers. */
    int numLayers();

    /** Dropout between the layers. */
    double dropout();

    /** Whether a sequence keeps one dropout mask. */
    boolean variationalDropout();

    /** Dropout of h(t-1). */
    double recurrentDropout();

    /** Whether the gates are normalised. */
    boolean layerNorm();

    /** Whether a layer's input is added to its output. */
    boolean residual();

    /** Width of a layer's output and state. */
    default int outputSize() {
        return hiddenSize();
    }
}
