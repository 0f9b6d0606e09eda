package org.seq4j.experiments.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.catalogue.Catalogue;
import org.seq4j.data.catalogue.DataSet;

/**
 * The rules that concern more than one key, or more than a type and a range. A rule is looked at only if the keys it reads
 * have no fault of their own.
 */
final class CrossChecks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private final ExperimentConfig config;
    private final Rules rules;
    private final @Nullable DataSet dataSet;

    private CrossChecks(ExperimentConfig config, Rules rules) {
        this.config = config;
        this.rules = rules;
        this.dataSet = dataSet();
    }

    /** Adds a fault for each rule that is broken. */
    static void run(ExperimentConfig config, Tree.Section root, Faults faults) {
        Rules rules = new Rules(root, faults);
        CrossChecks checks = new CrossChecks(config, rules);
        checks.name();
        checks.files();
        checks.dataSetParts();
        checks.split();
        BackendChecks.run(config, rules);
        checks.optimizer();
        checks.scheduler();
        checks.validation();
        checks.metrics();
        if (config.model() instanceof LanguageModelConfig model) {
            LanguageModelChecks.run(config, model, rules);
        } else if (config.model() instanceof Seq2SeqConfig model) {
            Seq2SeqChecks.run(config, model, rules);
        } else if (config.model() instanceof PointerNetworkConfig model) {
            PointerChecks.run(config, model, rules);
        } else if (config.model() instanceof ClassifierConfig model) {
            LabelChecks.run(config, model, rules);
        } else if (config.model() instanceof TaggerConfig model) {
            LabelChecks.run(config, model, rules);
        } else if (config.model() instanceof RegressorConfig model) {
            SeriesChecks.run(config, model, rules);
        }
    }

    private void name() {
        rules.forbid(
                "name",
                List.of(),
                () -> !NAME.matcher(config.name()).matches(),
                () -> "expected letters, digits and . _ - only, beginning with a letter or digit, found '"
                        + config.name() + "'");
    }

    private void files() {
        DataConfig data = config.data();
        List<String> both = List.of("data.train");
        if (data.format() == DataConfig.Format.GENERATED) {
            rules.forbid(
                    "data.train",
                    List.of("data.format"),
                    () -> data.train() != null,
                    () -> "belongs to data read from files; data.format: generated makes its own, remove the key");
            return;
        }
        rules.forbid(
                "data.dataset",
                both,
                () -> data.dataset() != null && data.train() != null,
                () -> "excludes data.train; remove one of the two");
        rules.forbid(
                "data.dataset",
                both,
                () -> data.dataset() == null && data.train() == null,
                () -> "missing; expected either data.dataset, the name of a data set, or data.train, a file");
        for (String part : List.of("dev", "test")) {
            rules.forbid(
                    "data." + part,
                    List.of("data.dataset"),
                    () -> data.dataset() != null && (part.equals("dev") ? data.dev() : data.test()) != null,
                    () -> "belongs to data.train; with data.dataset the data set's own parts or data.split are used");
        }
    }

    /** The data set that the file names, if the catalogue has it and it can be read. */
    private @Nullable DataSet dataSet() {
        String name = config.data().dataset();
        String path = "data.dataset";
        if (name == null || !rules.isSound(path)) {
            return null;
        }
        Catalogue catalogue = Catalogue.standard();
        Optional<DataSet> found = catalogue.find(name);
        if (found.isEmpty()) {
            List<String> names = catalogue.list().stream().map(DataSet::name).toList();
            rules.fault(path, "the catalogue has no data set " + name + Nearest.hint(name, names));
            return null;
        }
        DataSet set = found.get();
        DataConfig.Format format = config.data().format();
        if (format == null) {
            return set; // its own fault is reported
        }
        boolean readable = switch (format) {
            case TEXT -> isText(set);
            case LINES -> isLabels() ? set.format().equals("labelled") : isText(set);
            case TSV -> set.format().equals("tsv") || set.format().equals("pairs");
            case POINTS, GENERATED -> set.format().equals("points");
            case PARALLEL, CONLL -> isLabels() && set.format().equals(SchemaKey.constantName(format));
            case TS, MATLAB, CSV -> config.readsSeries() && set.format().equals(SchemaKey.constantName(format));
            case JSONL -> false;
        };
        boolean trains = set.splits().containsKey("train") || format == DataConfig.Format.GENERATED;
        if (!readable || !trains) {
            rules.fault(
                    path,
                    "the data set " + name + " (" + set.format() + ") cannot be read with data.format: "
                            + SchemaKey.constantName(format) + "; expected " + readable(format));
            return null;
        }
        return set;
    }

    private static boolean isText(DataSet set) {
        return set.format().equals("text") || set.format().equals("lines");
    }

    private boolean isLabels() {
        return config.model() instanceof ClassifierConfig || config.model() instanceof TaggerConfig;
    }

    private String readable(DataConfig.Format format) {
        if (config.readsSeries()) {
            return "series, such as japanese-vowels (ts), jsb-chorales (matlab) or nile (csv)";
        }
        if (isLabels()) {
            return "sentences with labels, such as snips (parallel), ud-danish (conll) or parity (lines)";
        }
        return switch (format) {
            case TEXT, LINES -> "plain text, such as tinyshakespeare";
            case CONLL, TSV, CSV, PARALLEL, JSONL, TS, MATLAB -> "pairs in tsv, such as human-dates";
            case POINTS -> "one with a training part, or files of your own in data.train, data.dev and data.test";
            case GENERATED -> "one for pointing, such as pointing-tsp-5";
        };
    }

    private void dataSetParts() {
        SplitConfig split = config.data().split();
        for (String part : List.of("dev", "test")) {
            rules.forbid(
                    "data.split." + part,
                    List.of("data.dataset"),
                    () -> setHas(part) && (part.equals("dev") ? split.dev() : split.test()) > 0,
                    () -> "the data set " + Objects.requireNonNull(dataSet).name() + " has a " + part
                            + " part of its own; remove the key");
        }
    }

    private boolean setHas(String part) {
        return dataSet != null && dataSet.splits().containsKey(part);
    }

    private void split() {
        DataConfig data = config.data();
        rules.forbid(
                "data.split.dev",
                List.of("data.dev"),
                () -> data.dev() != null && data.split().dev() > 0,
                () -> "excludes data.dev; remove one of the two");
        rules.forbid(
                "data.split.test",
                List.of("data.test"),
                () -> data.test() != null && data.split().test() > 0,
                () -> "excludes data.test; remove one of the two");
        rules.forbid(
                "data.split.test",
                List.of("data.split.dev"),
                () -> data.split().dev() + data.split().test() >= 1,
                () -> "together with data.split.dev (" + data.split().dev()
                        + ") nothing is left for training; expected a sum below 1");
    }

    private void optimizer() {
        TrainingConfig training = config.training();
        rules.forbid(
                "training.optimizer.nesterov",
                List.of("training.optimizer.momentum"),
                () -> training.optimizer().nesterov() && training.optimizer().momentum() == 0,
                () -> "needs training.optimizer.momentum above 0");
        rules.forbid(
                "training.clip_grad_value",
                List.of("training.clip_grad_norm"),
                () -> training.clipGradValue() != null && training.clipGradNorm() != null,
                () -> "excludes training.clip_grad_norm; remove one of the two");
    }

    private void scheduler() {
        SchedulerConfig scheduler = config.training().scheduler();
        Duration end = config.training().maxDuration();
        String type = "training.scheduler.type";
        rules.forbid(
                "training.scheduler.warmup",
                List.of(type),
                () -> scheduler.type() == SchedulerConfig.Type.NOAM && scheduler.warmup() < 1,
                () -> "training.scheduler.type: noam needs at least 1 update of warm-up, such as 4000");
        rules.forbid(
                "training.scheduler.warmup",
                List.of("training.max_duration"),
                () -> end.unit() == Duration.Unit.UPDATES && scheduler.warmup() >= end.amount(),
                () -> "the warm-up of " + scheduler.warmup()
                        + " updates is not over when training ends (training.max_duration: " + end + ")");
        rules.forbid(
                type,
                List.of("training.max_duration"),
                () -> scheduler.type() == SchedulerConfig.Type.COSINE && end.unit() == Duration.Unit.SECONDS,
                () -> "cosine needs training.max_duration in epochs or updates, because a run must not depend on the"
                        + " speed of the machine; found " + end);
        rules.forbid(
                "training.scheduler.min_learning_rate",
                List.of("training.optimizer.learning_rate"),
                () -> scheduler.minLearningRate()
                        > config.training().optimizer().learningRate(),
                () -> "expected at most training.optimizer.learning_rate ("
                        + config.training().optimizer().learningRate() + "), found " + scheduler.minLearningRate());
    }

    private void validation() {
        EarlyStoppingConfig stopping = config.training().earlyStopping();
        List<String> parts = List.of("data.dev", "data.split.dev", "data.dataset");
        rules.forbid(
                "training.early_stopping",
                parts,
                () -> stopping != null && !hasDevelopmentSet(),
                this::noDevelopmentSet);
        rules.forbid(
                "training.scheduler.type",
                parts,
                () -> config.training().scheduler().type() == SchedulerConfig.Type.PLATEAU && !hasDevelopmentSet(),
                () -> "plateau " + noDevelopmentSet());
        if (stopping != null && stopping.mode() != null && config.model() != null) {
            Metric metric = config.monitoredMetric();
            rules.forbid(
                    "training.early_stopping.mode",
                    List.of("training.early_stopping.metric"),
                    () -> stopping.mode() != metric.mode(),
                    () -> metric.key() + " is better when "
                            + (metric.mode() == EarlyStoppingConfig.Mode.MIN ? "smaller" : "larger")
                            + "; expected "
                            + SchemaKey.constantName(metric.mode()));
        }
    }

    /** Metrics of outputs need outputs to compare. */
    private void metrics() {
        boolean writes = config.model() instanceof Seq2SeqConfig;
        if (!writes && !(config.model() instanceof LanguageModelConfig)) {
            return; // the others have rules of their own
        }
        for (Metric metric : config.metrics()) {
            metric("evaluation.metrics", metric, writes);
        }
        metric("training.early_stopping.metric", config.monitoredMetric(), writes);
    }

    private void metric(String path, Metric metric, boolean writes) {
        Metric.Kind kind = metric.kind();
        boolean wrong = writes
                ? kind == Metric.Kind.POSITIONS || kind == Metric.Kind.LABELS || kind == Metric.Kind.NUMBERS
                : kind != Metric.Kind.PROBABILITIES;
        rules.forbid(
                path,
                List.of("model"),
                () -> wrong,
                () -> metric.key()
                        + (!writes
                                ? " compares outputs with references, which model.type: language_model has not; expected"
                                        + " one of nats_per_token, perplexity, bits_per_character, token_accuracy"
                                : kind == Metric.Kind.NUMBERS
                                        ? " scores numbers, which model.type: regressor puts out; expected one of text,"
                                                + " such as bleu"
                                        : kind == Metric.Kind.POSITIONS
                                                ? " scores positions, which model.type: pointer_network puts out; expected one of"
                                                        + " text, such as bleu"
                                                : " scores labels, which model.type: classifier and tagger put out; expected one"
                                                        + " of text, such as bleu"));
    }

    /** Whether an experiment without faults has a development set. */
    static boolean hasDevelopmentSet(ExperimentConfig config) {
        Rules none = new Rules(Tree.Section.empty(Place.ofDefault("")), new Faults());
        return new CrossChecks(config, none).hasDevelopmentSet();
    }

    private boolean hasDevelopmentSet() {
        return config.data().dev() != null || config.data().split().dev() > 0 || setHas("dev") || generatesDev();
    }

    private boolean generatesDev() {
        return config.data().format() == DataConfig.Format.GENERATED
                && config.data().generated().devSize() > 0;
    }

    private String noDevelopmentSet() {
        DataConfig.Format format = config.data().format();
        String other = format == DataConfig.Format.GENERATED ? ", or data.generated.dev_size above 0" : "";
        return "needs a development set; expected data.dev, a file"
                + (format == null || format.isSequences() || isLabels() || config.readsSeries()
                        ? ", or data.split.dev, a fraction such as 0.1"
                        : other);
    }
}
