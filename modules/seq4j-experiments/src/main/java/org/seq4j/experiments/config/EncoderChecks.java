package org.seq4j.experiments.config;

import java.util.List;

/** The rules across the keys of the encoder of a model without a decoder. */
final class EncoderChecks {

    private static final String PATH = "model.encoder";

    private EncoderChecks() {}

    /** Adds a fault for each rule that is broken. */
    static void run(ExperimentConfig config, SequenceEncoderConfig encoder, CharactersConfig characters, Rules rules) {
        DataConfig.Format format = config.data().format();
        if (format != null && format.isSentences()) {
            RecurrentChecks.residual(
                    PATH,
                    encoder,
                    encoder.embeddingDim() + characters.outputSize(),
                    List.of(PATH + ".embedding_dim", PATH + ".hidden_size", "model.characters"),
                    rules);
        }
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
        RecurrentChecks.variationalDropout(PATH, encoder, encoder.embeddingDropout(), rules);
        RecurrentChecks.kernel(config.backend(), List.of(PATH), rules, encoder);
    }
}
