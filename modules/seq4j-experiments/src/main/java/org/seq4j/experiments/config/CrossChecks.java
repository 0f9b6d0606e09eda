package org.seq4j.experiments.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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
    private final Tree.Section root;
    private final Faults faults;
    private final @Nullable DataSet dataSet;

    private CrossChecks(ExperimentConfig config, Tree.Section root, Faults faults) {
        this.config = config;
        this.root = root;
        this.faults = faults;
        this.dataSet = dataSet();
    }

    /** Adds a fault for each rule that is broken. */
    static void run(ExperimentConfig config, Tree.Section root, Faults faults) {
        CrossChecks checks = new CrossChecks(config, root, faults);
        checks.name();
        checks.files();
        checks.dataSetParts();
        checks.split();
        checks.tokens();
        checks.model();
        checks.kernel();
        checks.optimizer();
        checks.scheduler();
        checks.validation();
    }

    private void name() {
        forbid(
                "name",
                List.of(),
                () -> !NAME.matcher(config.name()).matches(),
                () -> "expected letters, digits and . _ - only, beginning with a letter or digit, found '"
                        + config.name() + "'");
    }

    private void files() {
        DataConfig data = config.data();
        List<String> both = List.of("data.train");
        forbid(
                "data.dataset",
                both,
                () -> data.dataset() != null && data.train() != null,
                () -> "excludes data.train; remove one of the two");
        forbid(
                "data.dataset",
                both,
                () -> data.dataset() == null && data.train() == null,
                () -> "missing; expected either data.dataset, the name of a data set, or data.train, a file");
        for (String part : List.of("dev", "test")) {
            forbid(
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
        if (name == null || !faults.isSound(path)) {
            return null;
        }
        Catalogue catalogue = Catalogue.standard();
        Optional<DataSet> found = catalogue.find(name);
        if (found.isEmpty()) {
            List<String> names = catalogue.list().stream().map(DataSet::name).toList();
            faults.add(place(path), path, "the catalogue has no data set " + name + Nearest.hint(name, names));
            return null;
        }
        DataSet set = found.get();
        if (!Set.of("text", "lines").contains(set.format()) || !set.splits().containsKey("train")) {
            faults.add(
                    place(path),
                    path,
                    "the data set " + name + " (" + set.format()
                            + ") is no plain text; expected one such as tinyshakespeare");
            return null;
        }
        return set;
    }

    private void dataSetParts() {
        SplitConfig split = config.data().split();
        for (String part : List.of("dev", "test")) {
            forbid(
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
        forbid(
                "data.split.dev",
                List.of("data.dev"),
                () -> data.dev() != null && data.split().dev() > 0,
                () -> "excludes data.dev; remove one of the two");
        forbid(
                "data.split.test",
                List.of("data.test"),
                () -> data.test() != null && data.split().test() > 0,
                () -> "excludes data.test; remove one of the two");
        forbid(
                "data.split.test",
                List.of("data.split.dev"),
                () -> data.split().dev() + data.split().test() >= 1,
                () -> "together with data.split.dev (" + data.split().dev()
                        + ") nothing is left for training; expected a sum below 1");
    }

    private void tokens() {
        TokensConfig tokens = config.data().tokens();
        forbid(
                "data.tokens.pattern",
                List.of("data.tokens.level"),
                () -> tokens.level() == TokensConfig.Level.REGEX && tokens.pattern() == null,
                () -> "missing; data.tokens.level: regex needs the regular expression of a token");
        if (faults.isSound("data.tokens.pattern") && tokens.pattern() != null) {
            try {
                Pattern.compile(tokens.pattern());
            } catch (PatternSyntaxException e) {
                faults.add(
                        place("data.tokens.pattern"),
                        "data.tokens.pattern",
                        "expected a regular expression, found '" + tokens.pattern() + "': " + e.getDescription()
                                + " near character " + (e.getIndex() + 1));
            }
        }
    }

    private void model() {
        if (config.model() instanceof LanguageModelConfig model) {
            forbid(
                    "model.tie_embeddings",
                    List.of("model.embedding_dim", "model.hidden_size"),
                    () -> model.tieEmbeddings() && model.embeddingDim() != model.hiddenSize(),
                    () -> "needs model.embedding_dim (" + model.embeddingDim() + ") and model.hidden_size ("
                            + model.hiddenSize() + ") to be equal");
            forbid(
                    "model.residual",
                    List.of("model.num_layers", "model.embedding_dim", "model.hidden_size"),
                    () -> model.residual() && model.numLayers() == 1 && model.embeddingDim() != model.hiddenSize(),
                    () -> "no layer can have a residual connection: the only one has the input size "
                            + model.embeddingDim() + " and the output size " + model.hiddenSize());
            forbid(
                    "model.variational_dropout",
                    List.of("model.dropout", "model.embedding_dropout"),
                    () -> model.variationalDropout() && model.dropout() == 0 && model.embeddingDropout() == 0,
                    () -> "needs model.dropout or model.embedding_dropout above 0");
        }
    }

    private void kernel() {
        BackendConfig backend = config.backend();
        boolean oneDnn = backend.kernel() == BackendConfig.Kernel.ONEDNN;
        forbid(
                "backend.kernel",
                List.of("backend.dtype"),
                () -> oneDnn && backend.dtype() == BackendConfig.FloatType.DOUBLE,
                () -> "onednn computes in float only; expected backend.dtype: float, or backend.kernel: auto");
        if (config.model() instanceof LanguageModelConfig model) {
            forbid(
                    "backend.kernel",
                    List.of("model.layer_norm", "model.recurrent_dropout"),
                    () -> oneDnn && (model.layerNorm() || model.recurrentDropout() > 0),
                    () ->
                            "onednn has neither layer normalisation nor recurrent dropout; expected backend.kernel: auto");
        }
    }

    private void optimizer() {
        TrainingConfig training = config.training();
        forbid(
                "training.optimizer.nesterov",
                List.of("training.optimizer.momentum"),
                () -> training.optimizer().nesterov() && training.optimizer().momentum() == 0,
                () -> "needs training.optimizer.momentum above 0");
        forbid(
                "training.clip_grad_value",
                List.of("training.clip_grad_norm"),
                () -> training.clipGradValue() != null && training.clipGradNorm() != null,
                () -> "excludes training.clip_grad_norm; remove one of the two");
    }

    private void scheduler() {
        SchedulerConfig scheduler = config.training().scheduler();
        Duration end = config.training().maxDuration();
        String type = "training.scheduler.type";
        forbid(
                "training.scheduler.warmup",
                List.of(type),
                () -> scheduler.type() == SchedulerConfig.Type.NOAM && scheduler.warmup() < 1,
                () -> "training.scheduler.type: noam needs at least 1 update of warm-up, such as 4000");
        forbid(
                "training.scheduler.warmup",
                List.of("training.max_duration"),
                () -> end.unit() == Duration.Unit.UPDATES && scheduler.warmup() >= end.amount(),
                () -> "the warm-up of " + scheduler.warmup()
                        + " updates is not over when training ends (training.max_duration: " + end + ")");
        forbid(
                type,
                List.of("training.max_duration"),
                () -> scheduler.type() == SchedulerConfig.Type.COSINE && end.unit() == Duration.Unit.SECONDS,
                () -> "cosine needs training.max_duration in epochs or updates, because a run must not depend on the"
                        + " speed of the machine; found " + end);
        forbid(
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
        forbid(
                "training.early_stopping",
                parts,
                () -> stopping != null && !hasDevelopmentSet(),
                this::noDevelopmentSet);
        forbid(
                "training.scheduler.type",
                parts,
                () -> config.training().scheduler().type() == SchedulerConfig.Type.PLATEAU && !hasDevelopmentSet(),
                () -> "plateau " + noDevelopmentSet());
        if (stopping != null && stopping.mode() != null) {
            forbid(
                    "training.early_stopping.mode",
                    List.of("training.early_stopping.metric"),
                    () -> stopping.mode() != stopping.metric().mode(),
                    () -> stopping.metric().key() + " is better when "
                            + (stopping.metric().mode() == EarlyStoppingConfig.Mode.MIN ? "smaller" : "larger")
                            + "; expected "
                            + SchemaKey.constantName(stopping.metric().mode()));
        }
    }

    private boolean hasDevelopmentSet() {
        return config.data().dev() != null || config.data().split().dev() > 0 || setHas("dev");
    }

    private String noDevelopmentSet() {
        return "needs a development set; expected data.dev, a file, or data.split.dev, a fraction such as 0.1";
    }

    /** Adds a fault at {@code path} if {@code broken}, unless a key that the rule reads has a fault already. */
    private void forbid(String path, List<String> alsoReads, BooleanSupplier broken, Supplier<String> sentence) {
        if (faults.isSound(path) && alsoReads.stream().allMatch(faults::isSound) && broken.getAsBoolean()) {
            faults.add(place(path), path, sentence.get());
        }
    }

    /** Where a key stands, else the innermost section around it that is in the file. */
    private Place place(String path) {
        Place place = root.place();
        Tree node = root;
        for (String name : path.split("\\.")) {
            if (!(node instanceof Tree.Section section) || section.entries().get(name) == null) {
                break;
            }
            Tree.Entry entry = section.entries().get(name);
            place = entry.keyPlace();
            node = entry.value();
        }
        return place;
    }
}
