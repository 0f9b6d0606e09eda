package org.seq4j.experiments.config;

import java.util.List;

/** The rules across keys of an experiment with a language model. */
final class LanguageModelChecks {

    private final ExperimentConfig config;
    private final LanguageModelConfig model;
    private final Rules rules;

    private LanguageModelChecks(ExperimentConfig config, LanguageModelConfig model, Rules rules) {
        this.config = config;
        this.model = model;
        this.rules = rules;
    }

    /** Adds a fault for each rule that is broken. */
    static void run(ExperimentConfig config, LanguageModelConfig model, Rules rules) {
        LanguageModelChecks checks = new LanguageModelChecks(config, model, rules);
        checks.format();
        checks.tokens();
        checks.model();
        checks.kernel();
    }

    private void format() {
        rules.forbid(
                "data.format",
                List.of("model.type"),
                () -> config.data().format() != null && !config.data().format().isSequences(),
                () -> SchemaKey.constantName(config.data().format())
                        + switch (config.data().format()) {
                            case TSV, CSV, PARALLEL, JSONL -> " holds pairs of sequences, for model.type: seq2seq";
                            case POINTS, GENERATED -> " holds elements and positions, for model.type: pointer_network";
                            case CONLL -> " holds labels, for model.type: classifier and tagger";
                            case TS, MATLAB -> " holds series of numbers, for model.type: classifier and regressor";
                            case TEXT, LINES -> "";
                        }
                        + "; a language model reads text or lines");
    }

    private void tokens() {
        TokensConfig tokens = config.data().tokens();
        rules.forbid(
                "data.tokens.pattern",
                List.of("data.tokens.level"),
                () -> tokens.level() == TokensConfig.Level.REGEX && tokens.pattern() == null,
                () -> "missing; data.tokens.level: regex needs the regular expression of a token");
        rules.regularExpression("data.tokens.pattern", tokens.pattern());
    }

    private void model() {
        rules.forbid(
                "model.tie_embeddings",
                List.of("model.embedding_dim", "model.hidden_size"),
                () -> model.tieEmbeddings() && model.embeddingDim() != model.hiddenSize(),
                () -> "needs model.embedding_dim (" + model.embeddingDim() + ") and model.hidden_size ("
                        + model.hiddenSize() + ") to be equal");
        rules.forbid(
                "model.residual",
                List.of("model.num_layers", "model.embedding_dim", "model.hidden_size"),
                () -> model.residual() && model.numLayers() == 1 && model.embeddingDim() != model.hiddenSize(),
                () -> "no layer can have a residual connection: the only one has the input size " + model.embeddingDim()
                        + " and the output size " + model.hiddenSize());
        rules.forbid(
                "model.variational_dropout",
                List.of("model.dropout", "model.embedding_dropout"),
                () -> model.variationalDropout() && model.dropout() == 0 && model.embeddingDropout() == 0,
                () -> "needs model.dropout or model.embedding_dropout above 0");
    }

    private void kernel() {
        rules.forbid(
                "backend.kernel",
                List.of("model.layer_norm", "model.recurrent_dropout"),
                () -> config.backend().kernel() == BackendConfig.Kernel.ONEDNN
                        && (model.layerNorm() || model.recurrentDropout() > 0),
                () -> "onednn has neither layer normalisation nor recurrent dropout; expected backend.kernel: auto");
    }
}
