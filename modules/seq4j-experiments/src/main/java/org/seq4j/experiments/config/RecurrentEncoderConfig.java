package org.seq4j.experiments.config;

/** The keys that every section of an encoder has. */
public sealed interface RecurrentEncoderConfig extends RecurrentConfig
        permits EncoderConfig, PointerEncoderConfig, SequenceEncoderConfig {

    /** Whether each layer reads in both directions. */
    boolean bidirectional();

    /** Whether the layers read from the end. */
    boolean reverse();

    @Override
    default int outputSize() {
        return bidirectional() ? 2 * hiddenSize() : hiddenSize();
    }
}
