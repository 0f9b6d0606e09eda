package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ConfigLoader;
import org.seq4j.experiments.config.DataConfig;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.GenerationConfig;
import org.seq4j.experiments.config.LanguageModelConfig;
import org.seq4j.experiments.evaluation.LabelReport;
import org.seq4j.experiments.evaluation.Scores;
import org.seq4j.experiments.evaluation.TextGenerator;
import org.seq4j.experiments.evaluation.metric.ConfusionCounts;
import org.seq4j.experiments.evaluation.picture.ConfusionPicture;
import org.seq4j.experiments.run.CheckpointFiles;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.run.RunFolderException;
import org.seq4j.models.search.Sampler;

/** The trained model of a run folder, to be scored and asked for text. */
public final class TrainedRun {
    /** The keys that may differ from those of the training. */
    private static final List<String> FREE = List.of(
            "decoding.",
            "evaluation.",
            "generation.",
            "backend",
            "data_root",
            "data.train",
            "data.dev",
            "data.test",
            "data.dataset",
            "data.generated.");

    private final Path run;
    private final ExperimentConfig config;
    private final Checkpoint checkpoint;
    private final ComputationGraph graph;

    private TrainedRun(Path run, ExperimentConfig config, Checkpoint checkpoint) {
        this.run = run;
        this.config = config;
        this.checkpoint = checkpoint;
        this.graph = checkpoint.graph();
    }

    /** Which checkpoint. */
    public enum Which {
        /** The best by the watched metric, or the last where there is no best. */
        BEST,
        /** The newest. */
        LAST
    }

    /**
     * What text to write; null: as the experiment says.
     *
     * @param prompt how the text begins
     * @param length greatest number of tokens to add
     * @param temperature 0: always the most probable token
     * @param topK 0: all
     * @param topP 1: all
     * @param seed what the draws are made of
     */
    public record Wishes(
            String prompt,
            @Nullable Integer length,
            @Nullable Double temperature,
            @Nullable Integer topK,
            @Nullable Double topP,
            @Nullable Long seed) {}

    /**
     * Opens a run.
     *
     * @param path the run folder
     * @param which which checkpoint
     * @param overrides keys of the experiment that are to have other values than in the run
     * @throws UserError if a key of the model is among them
     * @throws org.seq4j.experiments.config.ConfigException if they do not fit
     * @throws RunFolderException if there is no run or no checkpoint
     * @throws org.seq4j.models.archive.ArchiveException if the checkpoint is damaged
     */
    public static TrainedRun open(Path path, Which which, List<String> overrides) {
        for (String override : overrides) {
            String key = override.replaceFirst("^[+~]", "");
            if (FREE.stream().noneMatch(key::startsWith)) {
                throw new UserError("The trained model cannot change: " + override
                        + "; expected a key that begins with " + String.join(", ", FREE) + ".");
            }
        }
        RunFolder folder = RunFolder.open(path);
        CheckpointFiles files = folder.checkpoints();
        CheckpointFiles.Entry entry = (which == Which.BEST
                        ? files.bestOrLast()
                        : files.last().stream().findFirst())
                .orElseThrow(() -> new RunFolderException(
                        "The run " + path + " has no checkpoint yet; `resume " + path + "` goes on with it."));
        ExperimentConfig config =
                ConfigLoader.load(folder.resolvedConfig(), overrides).config();
        config.backend().profile().start();
        return new TrainedRun(path, config, Checkpoint.read(entry.file()));
    }

    /** The checkpoint in use. */
    public Path checkpoint() {
        return checkpoint.file();
    }

    /**
     * The scores of the experiment's metrics on a split.
     *
     * @param split which data
     */
    public Scores evaluate(Split split) {
        try (Task task = Tasks.of(config, checkpoint.vocabularies())) {
            return task.evaluate(graph, split, false).only(config.metrics());
        }
    }

    /**
     * Adds scores to the record in the run folder, {@code evaluations.jsonl}.
     *
     * @param split what was scored
     * @param overrides keys with other values than in the run
     * @param scores what came out
     * @param seconds how long it took
     * @throws java.io.UncheckedIOException if the folder cannot be written
     */
    public void record(Split split, List<String> overrides, Scores scores, double seconds) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        line.put("split", split.key());
        line.put("overrides", overrides);
        line.put("checkpoint", String.valueOf(checkpoint.file().getFileName()));
        Map<String, Double> values = new LinkedHashMap<>();
        scores.values().forEach((metric, value) -> values.put(metric.key(), value));
        line.put("scores", values);
        Map<String, String> details = new LinkedHashMap<>();
        scores.signed()
                .forEach((metric, score) -> details.put(metric.key(), score.signature() + " " + score.details()));
        line.put("details", details);
        line.put("seconds", seconds);
        RunFolder.open(run).addEvaluation(line);
    }

    /**
     * Draws how often labels were taken for others, where the model puts out labels: {@code confusion/SPLIT-tags.svg} and
     * {@code .png} in the run folder.
     *
     * @return the pictures, without their endings
     * @throws org.seq4j.experiments.evaluation.picture.PictureException if they cannot be drawn or written
     */
    public List<Path> draw(Split split, Scores scores) {
        List<Path> drawn = new ArrayList<>();
        Path folder = RunFolder.confusion(run);
        for (LabelReport report : scores.reports()) {
            ConfusionCounts confusion = report.confusion();
            if (confusion != null) {
                String name = split.key() + "-" + report.name();
                new ConfusionPicture(confusion, config.name() + ", " + split.key() + ": " + report.name())
                        .write(folder, name);
                drawn.add(folder.resolve(name));
            }
        }
        return drawn;
    }

    /** The experiment. */
    ExperimentConfig config() {
        return config;
    }

    /** The trained model. */
    ComputationGraph graph() {
        return graph;
    }

    /** How the model's text becomes ids. */
    Map<String, String> vocabularies() {
        return checkpoint.vocabularies();
    }

    /** The run folder. */
    Path path() {
        return run;
    }

    /** Whether the model writes single lines rather than continuous text. */
    public boolean writesLines() {
        return config.data().format() == DataConfig.Format.LINES;
    }

    /**
     * Writes one text piece by piece.
     *
     * @param wishes what to write
     * @param sink receives the pieces
     * @throws UserError if a wish is out of its bounds, or the prompt has unknown tokens
     */
    public void write(Wishes wishes, Consumer<String> sink) {
        generator().stream(wishes.prompt(), length(wishes), sampler(wishes), seed(wishes), sink);
    }

    /**
     * Writes several texts.
     *
     * @param wishes what to write
     * @param count how many, at least 1
     * @throws UserError if a wish is out of its bounds
     */
    public List<String> write(Wishes wishes, int count) {
        if (count < 1) {
            throw new UserError("Expected a count of at least 1, found " + count + ".");
        }
        return generator().generate(wishes.prompt(), count, length(wishes), sampler(wishes), seed(wishes));
    }

    private TextGenerator generator() {
        if (!(config.model() instanceof LanguageModelConfig)) {
            throw new UserError("The model of " + run
                    + " reads a source and writes an output; it does not continue text." + " Use: predict " + run);
        }
        return LanguageModelTask.generator(config, graph, checkpoint.vocabularies());
    }

    private int length(Wishes wishes) {
        int length = or(wishes.length(), config.generation().maxLength());
        if (length < 1) {
            throw new UserError("Expected a length of at least 1, found " + length + ".");
        }
        return length;
    }

    private Sampler sampler(Wishes wishes) {
        GenerationConfig usual = config.generation();
        try {
            return new Sampler(
                    or(wishes.temperature(), usual.temperature()),
                    or(wishes.topK(), usual.topK()),
                    or(wishes.topP(), usual.topP()));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private long seed(Wishes wishes) {
        return or(wishes.seed(), config.seed());
    }

    private static <T> T or(@Nullable T wish, T usual) {
        return wish == null ? usual : wish;
    }
}
