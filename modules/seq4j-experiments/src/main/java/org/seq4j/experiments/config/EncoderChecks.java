package org.seq4j.experiments.config;

import java.util.List;

/** The rules across the keys of the encoder of a model without a decoder. */
final class EncoderChecks {

    private static final String PATH = "model.encoder.";

    private EncoderChecks() {}

    /** Adds a fault for each rule that is broken. */
    static void run(ExperimentConfig config, SequenceEncoderConfig encoder, CharactersConfig characters, Rules rules) {
        DataConfig.Format format = config.data().format();
        int input = encoder.embeddingDim() + characters.outputSize();
        rules.forbid(
                PATH + "residual",
                List.of(PATH + "num_layers", PATH + "embedding_dim", PATH + "hidden_size", "model.characters"),
                () -> encoder.residual()
                        && encoder.numLayers() == 1
                        && format != null
                        && format.isSentences()
                        && input != encoder.outputSize(),
                () -> "no layer can have a residual connection: the only one has the input size " + input
                        + " and the output size " + encoder.outputSize());
        run(config, encoder, rules);
    }

    /** Adds a fault if vectors that are not there are to be kept. */
    static void run(PretrainedConfig pretrained, Rules rules) {
        rules.forbid(
                "model.pretrained.trainable",
                List.of("model.pretrained.path"),
                () -> !pretrained.trainable() && pretrained.path() == null,
                () -> "false needs model.pretrained.path, the file of the vectors that training shall not change");
    }

    /** The same of an encoder over series. */
    static void run(ExperimentConfig config, SequenceEncoderConfig encoder, Rules rules) {
        rules.forbid(
                PATH + "variational_dropout",
                List.of(PATH + "dropout", PATH + "embedding_dropout"),
                () -> encoder.variationalDropout() && encoder.dropout() == 0 && encoder.embeddingDropout() == 0,
                () -> "needs model.encoder.dropout or model.encoder.embedding_dropout above 0");
        rules.forbid(
                "backend.kernel",
                List.of("model.encoder"),
                () -> config.backend().kernel() == BackendConfig.Kernel.ONEDNN
                        && (encoder.layerNorm() || encoder.recurrentDropout() > 0),
                () -> "onednn has neither layer normalisation nor recurrent dropout; expected backend.kernel: auto");
    }
}
