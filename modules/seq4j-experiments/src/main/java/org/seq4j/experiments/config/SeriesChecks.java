package org.seq4j.experiments.config;

import java.util.List;
import java.util.Set;

/** The rules across keys of an experiment on series of numbers. */
final class SeriesChecks {

    private static final String FORMAT = "data.format";
    private static final String GOAL = "data.series.goal";
    private static final String LOSS = "model.loss";

    private static final Set<Metric> OF_BITS = Set.of(Metric.FRAME_NLL, Metric.FRAME_NLL_FROM_SECOND);

    private final ExperimentConfig config;
    private final Rules rules;
    private final SeriesConfig series;

    private SeriesChecks(ExperimentConfig config, Rules rules) {
        this.config = config;
        this.rules = rules;
        this.series = config.data().series();
    }

    /** Adds a fault for each rule of a regressor that is broken. */
    static void run(ExperimentConfig config, RegressorConfig model, Rules rules) {
        SeriesChecks checks = new SeriesChecks(config, rules);
        DataConfig.Format format = config.data().format();
        rules.forbid(
                FORMAT,
                List.of("model.type"),
                () -> format != null && !format.isSeries(),
                () -> SchemaKey.constantName(format)
                        + " holds no series; model.type: regressor reads series, expected ts, csv, jsonl or matlab");
        checks.goal(model);
        checks.loss(model);
        checks.files();
        EncoderChecks.run(config, model.encoder(), rules);
        checks.metrics(model);
        checks.labelSmoothing();
    }

    /** Adds a fault for each rule of a classifier of series that is broken. */
    static void run(ExperimentConfig config, ClassifierConfig model, Rules rules) {
        SeriesChecks checks = new SeriesChecks(config, rules);
        DataConfig.Format format = config.data().format();
        rules.forbid(
                FORMAT,
                List.of("model.type"),
                () -> format == DataConfig.Format.MATLAB,
                () -> "matlab holds no labels; a classifier of series reads ts, csv or jsonl");
        rules.forbid(
                "model.multi_label",
                List.of(FORMAT),
                () -> model.multiLabel() && format != DataConfig.Format.JSONL,
                () -> "needs several labels of a series, which " + SchemaKey.constantName(format)
                        + " cannot hold; expected data.format: jsonl, or false");
        checks.words();
        checks.files();
    }

    /** What belongs to sentences, where the format alone does not say that these are series. */
    private void words() {
        for (String key :
                List.of("data.sentences", "model.characters", "model.pretrained", "model.encoder.embedding_dim")) {
            rules.forbid(
                    key,
                    List.of("data.series.values"),
                    () -> config.data().format() == DataConfig.Format.JSONL && rules.isGiven(key),
                    () -> "is for sentences, and data.series.values says that these are series; remove one of the two");
        }
    }

    private void goal(RegressorConfig model) {
        boolean nextStep = series.goal() == SeriesConfig.Goal.NEXT_STEP;
        boolean autoregressive = series.isAutoregressive();
        rules.forbid(
                "model.per_step",
                List.of(GOAL),
                () -> nextStep && !model.perStep(),
                () -> "data.series.goal: next_step predicts at each step; expected true");
        String direction = model.encoder().bidirectional() ? "bidirectional" : "reverse";
        rules.forbid(
                "model.encoder." + direction,
                List.of(GOAL, "data.series.windows.method"),
                () -> (nextStep || autoregressive)
                        && (model.encoder().bidirectional() || model.encoder().reverse()),
                () -> "true lets the model see the values that it is to predict (data.series.goal: "
                        + SchemaKey.constantName(series.goal()) + "); expected false");
        rules.forbid(
                "model.read_out",
                List.of(GOAL, "model.per_step"),
                () -> model.readOut() != ReadOut.LAST && isPerStep(model),
                () -> "is for one prediction of a whole series, and here there is one at each step; remove the key");
        rules.forbid(
                GOAL,
                List.of(FORMAT),
                () -> series.goal() == SeriesConfig.Goal.TARGET && config.data().format() == DataConfig.Format.MATLAB,
                () -> "target needs numbers to predict, which matlab does not hold; expected next_step or forecast");
        rules.forbid(
                "model.per_step",
                List.of(GOAL, FORMAT),
                () -> series.goal() == SeriesConfig.Goal.TARGET
                        && model.perStep()
                        && config.data().format() == DataConfig.Format.TS,
                () -> "a series of a .ts file has one number to predict, not one at each step; expected false");
        rules.forbid(
                "data.series.normalize",
                List.of(GOAL),
                () -> series.normalize() == SeriesConfig.Normalize.PER_SERIES
                        && series.goal() != SeriesConfig.Goal.TARGET,
                () -> "per_series needs the whole series, whose values data.series.goal: "
                        + SchemaKey.constantName(series.goal())
                        + " predicts; expected none, standard or min_max");
    }

    /** Whether the model has an output at each step. */
    private boolean isPerStep(RegressorConfig model) {
        return model.isPerStep(series);
    }

    private void loss(RegressorConfig model) {
        boolean bits = model.loss() == RegressorConfig.Loss.BERNOULLI;
        boolean ofValues = series.goal() != SeriesConfig.Goal.TARGET;
        rules.forbid(
                "data.series.normalize",
                List.of(LOSS, GOAL),
                () -> bits && ofValues && series.normalize() != SeriesConfig.Normalize.NONE,
                () -> "model.loss: bernoulli predicts values of 0 and 1 as they are; expected none");
        rules.forbid(
                "data.series.normalize_targets",
                List.of(LOSS),
                () -> bits && !ofValues && series.normalizeTargets() != SeriesConfig.NormalizeTargets.NONE,
                () -> "model.loss: bernoulli predicts numbers of 0 and 1 as they are; expected none");
    }

    private void files() {
        rules.forbid(
                "data.series.separator",
                List.of(FORMAT),
                () -> series.separator().length() != 1 && !series.separator().equals("tab"),
                () -> "expected one character, such as \",\" or \";\", or tab, found '" + series.separator() + "'");
        for (String key : List.of("values", "targets")) {
            List<String> fields = key.equals("values") ? series.values() : series.targets();
            rules.forbid(
                    "data.series." + key,
                    List.of(FORMAT),
                    () -> config.data().format() == DataConfig.Format.JSONL && fields != null && fields.size() != 1,
                    () -> "jsonl has one field for them, an array; expected one name");
        }
    }

    private void metrics(RegressorConfig model) {
        config.metrics().forEach(metric -> metric("evaluation.metrics", metric, model));
        metric("training.early_stopping.metric", config.monitoredMetric(), model);
    }

    private void metric(String path, Metric metric, RegressorConfig model) {
        boolean bits = model.loss() == RegressorConfig.Loss.BERNOULLI;
        rules.forbid(
                path,
                List.of("model.type"),
                () -> metric.kind() != Metric.Kind.NUMBERS,
                () -> metric.key() + " is not for numbers; with model.type: regressor expected mse, mae, rmse, or with"
                        + " model.loss: bernoulli frame_nll and frame_nll_from_second");
        rules.forbid(
                path,
                List.of(LOSS),
                () -> OF_BITS.contains(metric) && !bits,
                () -> metric.key() + " is for model.loss: bernoulli; expected mse, mae or rmse");
        rules.forbid(
                path,
                List.of(GOAL),
                () -> metric == Metric.FRAME_NLL_FROM_SECOND && !isPerStep(model),
                () -> "frame_nll_from_second needs a prediction at each step; expected frame_nll");
    }

    private void labelSmoothing() {
        rules.forbid(
                "training.label_smoothing",
                List.of("model.type"),
                () -> config.training().labelSmoothing() > 0,
                () -> "is for classes; a regressor has none, expected 0");
    }
}
