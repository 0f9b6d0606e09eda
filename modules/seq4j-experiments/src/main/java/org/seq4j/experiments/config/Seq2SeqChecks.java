package org.seq4j.experiments.config;

import java.util.List;

/** The rules across keys of an experiment with a sequence-to-sequence model. */
final class Seq2SeqChecks {

    private static final String ATTENTION = "model.attention.type";

    private final ExperimentConfig config;
    private final Seq2SeqConfig model;
    private final Rules rules;

    private Seq2SeqChecks(ExperimentConfig config, Seq2SeqConfig model, Rules rules) {
        this.config = config;
        this.model = model;
        this.rules = rules;
    }

    /** Adds a fault for each rule that is broken. */
    static void run(ExperimentConfig config, Seq2SeqConfig model, Rules rules) {
        Seq2SeqChecks checks = new Seq2SeqChecks(config, model, rules);
        PairChecks.run(config.data(), rules);
        checks.bridge();
        checks.attention();
        checks.copying();
        checks.ties();
        checks.layers();
        checks.decoding();
    }

    private void bridge() {
        RecurrentChecks.bridge(model.bridge(), model.encoder(), model.decoder(), rules);
        rules.forbid(
                "model.bridge",
                List.of(ATTENTION),
                () -> model.bridge() == Seq2SeqConfig.Bridge.ZERO && !model.attends(),
                () -> "zero without attention leaves the decoder nothing of the source; expected dense or copy, or an"
                        + " attention");
    }

    private String twoDirections() {
        return model.encoder().bidirectional() ? " (two directions)" : "";
    }

    private void attention() {
        int encoder = model.encoder().outputSize();
        int decoder = model.decoder().hiddenSize();
        needsAttention("model.decoder.input_feeding", model.decoder().inputFeeding());
        rules.forbid(
                "model.attention",
                List.of("model.encoder.hidden_size", "model.encoder.bidirectional", "model.decoder.hidden_size"),
                () -> model.attention().type() == AttentionConfig.Type.LUONG_DOT && encoder != decoder,
                () -> "luong_dot needs encoder outputs as wide as the decoder's state; they are " + encoder
                        + twoDirections() + " and " + decoder + "; expected luong_general, or other sizes");
    }

    private void copying() {
        needsAttention("model.copy", model.copy());
        rules.forbid(
                "model.copy",
                List.of("training.label_smoothing"),
                () -> model.copy() && config.training().labelSmoothing() > 0,
                () -> "excludes training.label_smoothing, which the mixture of generating and copying has not; set one"
                        + " of the two to nothing");
    }

    private void ties() {
        String path = "model.tie_embeddings";
        Seq2SeqConfig.Tie tie = model.tieEmbeddings();
        int embedding = model.decoder().embeddingDim();
        rules.forbid(
                path,
                List.of("model.decoder.embedding_dim", "model.decoder.hidden_size", "model.attention"),
                () -> tie != Seq2SeqConfig.Tie.NONE && embedding != model.outputInputSize(),
                () -> "needs model.decoder.embedding_dim (" + embedding
                        + ") to be the width of what the softmax reads ("
                        + model.outputInputSize() + ": "
                        + (model.attention().outputSize() == 0
                                ? "model.decoder.hidden_size"
                                : "model.attention.output_size")
                        + ")");
        rules.forbid(
                path,
                List.of("data.joint_vocabulary"),
                () -> tie == Seq2SeqConfig.Tie.ALL && !config.data().jointVocabulary(),
                () -> "all needs data.joint_vocabulary: true; expected that, or target_output");
        rules.forbid(
                path,
                List.of("model.encoder.embedding_dim", "model.decoder.embedding_dim"),
                () -> tie == Seq2SeqConfig.Tie.ALL && model.encoder().embeddingDim() != embedding,
                () -> "all needs model.encoder.embedding_dim ("
                        + model.encoder().embeddingDim() + ") and model.decoder.embedding_dim (" + embedding
                        + ") to be equal");
    }

    private void layers() {
        EncoderConfig encoder = model.encoder();
        DecoderConfig decoder = model.decoder();
        layers("model.encoder", encoder, encoder.embeddingDim(), encoder.embeddingDropout());
        layers("model.decoder", decoder, decoder.embeddingDim(), decoder.embeddingDropout());
        RecurrentChecks.kernel(config.backend(), List.of("model.encoder", "model.decoder"), rules, encoder, decoder);
    }

    private void layers(String path, RecurrentConfig layers, int embedding, double embeddingDropout) {
        RecurrentChecks.residual(
                path, layers, embedding, List.of(path + ".embedding_dim", path + ".hidden_size"), rules);
        RecurrentChecks.variationalDropout(path, layers, embeddingDropout, rules);
    }

    private void decoding() {
        DecodingConfig decoding = config.decoding();
        SearchChecks.run(decoding, rules);
        needsAttention("decoding.replace_unknown", decoding.replaceUnknown());
        needsAttention(
                "decoding.coverage_penalty", decoding.coveragePenalty().type() != CoveragePenaltyConfig.Type.NONE);
        needsAttention("logging.attention_plots", config.logging().attentionPlots() > 0);
    }

    private void needsAttention(String path, boolean wanted) {
        rules.forbid(
                path,
                List.of(ATTENTION),
                () -> wanted && !model.attends(),
                () -> "needs attention, and model.attention is none");
    }
}
