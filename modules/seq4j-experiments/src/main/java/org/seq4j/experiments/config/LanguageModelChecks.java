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
        RecurrentChecks.residual(
                "model", model, model.embeddingDim(), List.of("model.embedding_dim", "model.hidden_size"), rules);
        RecurrentChecks.variationalDropout("model", model, model.embeddingDropout(), rules);
        RecurrentChecks.kernel(config.backend(), List.of("model.layer_norm", "model.recurrent_dropout"), rules, model);
    }
}
