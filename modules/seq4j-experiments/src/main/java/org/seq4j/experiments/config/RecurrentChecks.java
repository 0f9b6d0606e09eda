package org.seq4j.experiments.config;

import java.util.List;
import java.util.stream.Stream;

/** The rules across the keys of sections with recurrent layers. */
final class RecurrentChecks {

    private RecurrentChecks() {}

    /**
     * Layers of which none can have a residual connection.
     *
     * @param path path of the section
     * @param inputSize what the first layer reads
     * @param reads what says that, and how wide a layer is
     */
    static void residual(String path, RecurrentConfig layers, int inputSize, List<String> reads, Rules rules) {
        rules.forbid(
                path + ".residual",
                Stream.concat(Stream.of(path + ".num_layers"), reads.stream()).toList(),
                () -> layers.residual() && layers.numLayers() == 1 && inputSize != layers.outputSize(),
                () -> "no layer can have a residual connection: the only one has the input size " + inputSize
                        + " and the output size " + layers.outputSize());
    }

    /** One mask for all steps, where nothing is dropped. */
    static void variationalDropout(String path, RecurrentConfig layers, double embeddingDropout, Rules rules) {
        rules.forbid(
                path + ".variational_dropout",
                List.of(path + ".dropout", path + ".embedding_dropout"),
                () -> layers.variationalDropout() && layers.dropout() == 0 && embeddingDropout == 0,
                () -> "needs " + path + ".dropout or " + path + ".embedding_dropout above 0");
    }

    /** The same of layers without a dropout of embeddings. */
    static void variationalDropout(String path, RecurrentConfig layers, Rules rules) {
        rules.forbid(
                path + ".variational_dropout",
                List.of(path + ".dropout"),
                () -> layers.variationalDropout() && layers.dropout() == 0,
                () -> "needs " + path + ".dropout above 0");
    }

    /**
     * A kernel that has not all that layers want.
     *
     * @param reads where that is said
     */
    static void kernel(BackendConfig backend, List<String> reads, Rules rules, RecurrentConfig... sections) {
        rules.forbid(
                "backend.kernel",
                reads,
                () -> backend.kernel() == BackendConfig.Kernel.ONEDNN
                        && Stream.of(sections).anyMatch(layers -> layers.layerNorm() || layers.recurrentDropout() > 0),
                () -> "onednn has neither layer normalisation nor recurrent dropout; expected backend.kernel: auto");
    }

    /** States of an encoder that a decoder cannot take over. */
    static void bridge(
            Seq2SeqConfig.Bridge bridge, RecurrentEncoderConfig encoder, RecurrentConfig decoder, Rules rules) {
        rules.forbid(
                "model.bridge",
                List.of("model.encoder.hidden_size", "model.encoder.bidirectional", "model.decoder.hidden_size"),
                () -> bridge == Seq2SeqConfig.Bridge.COPY && encoder.outputSize() != decoder.hiddenSize(),
                () -> "copy needs states of equal size; the encoder's has " + encoder.outputSize()
                        + (encoder.bidirectional() ? " (two directions)" : "") + ", model.decoder.hidden_size is "
                        + decoder.hiddenSize() + "; expected model.bridge: dense, or other sizes");
    }
}
