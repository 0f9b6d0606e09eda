package org.seq4j.experiments.training;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.backend.BackendDescription;
import org.seq4j.experiments.UserError;
import org.seq4j.experiments.config.ConfigLoader;
import org.seq4j.experiments.config.Duration;
import org.seq4j.experiments.config.ExperimentConfig;
import org.seq4j.experiments.config.LoadedConfig;
import org.seq4j.experiments.config.SchedulerConfig;
import org.seq4j.experiments.report.RunReport;
import org.seq4j.experiments.run.CheckpointFiles;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.run.RunFolderException;
import org.seq4j.experiments.run.RunInfo;
import org.seq4j.experiments.training.optimizer.Optimizer;
import org.seq4j.experiments.training.optimizer.Optimizers;
import org.seq4j.models.archive.ArchiveException;

/**
 * Starts and resumes runs: experiment file and run folder in, trained model in the run folder out. The way into this
 * package from Java:
 *
 * <pre>{@code
 * LoadedConfig experiment = ConfigLoader.load(Path.of("configs/quickstart.yaml"), List.of("seed=7"));
 * TrainingResult result = new Training().start(experiment, false);
 * }</pre>
 */
public final class Training {
    private TrainingMonitor monitor = new TrainingMonitor() {};
    private BooleanSupplier stopRequested = () -> false;
    private @Nullable Duration pause;
    private Consumer<String> notes = note -> {};
    private List<String> commandLine = List.of();
    private String version = "unknown";

    /** Who watches; nobody by default. */
    public Training monitor(TrainingMonitor value) {
        monitor = value;
        return this;
    }

    /** Asked after every update whether to save and stop; never by default. */
    public Training stopRequested(BooleanSupplier value) {
        stopRequested = value;
        return this;
    }

    /** A length of training, in epochs or updates, after which to save and stop; none by default. */
    public Training pauseAfter(@Nullable Duration value) {
        pause = value;
        return this;
    }

    /** Receives sentences that the user should see once; dropped by default. */
    public Training notes(Consumer<String> value) {
        notes = value;
        return this;
    }

    /** What {@code run.json} says about the program that was called. */
    public Training calledAs(String programVersion, List<String> arguments) {
        version = programVersion;
        commandLine = List.copyOf(arguments);
        return this;
    }

    /**
     * Trains from the beginning, in the experiment's {@code run_dir}.
     *
     * @param experiment what to train
     * @param force whether an earlier run in the same folder may be removed
     * @throws RunFolderException if the folder cannot be used
     * @throws NonFiniteException if the training diverges
     */
    public TrainingResult start(LoadedConfig experiment, boolean force) {
        ExperimentConfig config = experiment.config();
        config.backend().profile().start();
        try (Task task = Tasks.of(config, Map.of())) {
            RunFolder folder = RunFolder.create(Path.of(config.runDir()), force);
            try (RunFolder.Lock lock = folder.lock()) {
                folder.describe(experiment.inputYaml(), experiment.resolvedYaml(), info(config, task));
                return train(folder, config, experiment.resolvedYaml(), task, null);
            }
        }
    }

    /**
     * Goes on with a run from its newest checkpoint, exactly as if it had never stopped. A run that is finished stays
     * as it is.
     *
     * @param path the run folder
     * @throws RunFolderException if there is no run, its data has changed, or another process trains there
     * @throws NonFiniteException if the training diverges
     */
    public TrainingResult resume(Path path) {
        RunFolder folder = RunFolder.open(path);
        LoadedConfig experiment = ConfigLoader.load(folder.resolvedConfig(), List.of());
        ExperimentConfig config = experiment.config();
        config.backend().profile().start();
        try (RunFolder.Lock lock = folder.lock()) {
            Checkpoint checkpoint = newest(folder);
            Map<String, String> vocabularies = checkpoint == null ? Map.of() : checkpoint.vocabularies();
            try (Task task = Tasks.of(config, vocabularies)) {
                compare(folder, config, task);
                notes.accept(
                        checkpoint == null
                                ? "No checkpoint in " + path + " yet: starting from the beginning."
                                : "Resuming from " + checkpoint.file() + ".");
                return train(folder, config, experiment.resolvedYaml(), task, checkpoint);
            }
        }
    }

    private TrainingResult train(
            RunFolder folder, ExperimentConfig config, String yaml, Task task, @Nullable Checkpoint checkpoint) {
        checkDevelopmentData(config, task);
        ComputationGraph graph;
        if (checkpoint == null) {
            graph = new ComputationGraph(task.model());
            graph.init();
            task.initialise(graph);
        } else {
            graph = checkpoint.graph();
        }
        Optimizer optimizer = Optimizers.of(config.training().optimizer(), graph);
        TrainerState state = TrainerState.start();
        if (checkpoint != null) {
            checkpoint.restore(optimizer);
            state = checkpoint.state();
            boolean best = state.bestUpdate() == state.update() && state.best() != null;
            folder.checkpoints()
                    .resumedFrom(
                            state.update(),
                            best,
                            config.training().checkpoints().keepBest());
        }
        try (FolderRecord record = new FolderRecord(
                folder,
                state.metricsLength(),
                config.logging().tensorboard() ? new EventRecord(folder, state.update()) : null,
                graph,
                optimizer,
                config.training().checkpoints(),
                yaml,
                task.vocabularies())) {
            Trainer trainer = new Trainer(
                    task, graph, optimizer, config, state, record, monitor, new SessionEnd(stopRequested, pause));
            return trainer.run();
        } catch (NonFiniteException e) {
            throw e.advising(Advice.against(config, folder));
        } finally {
            report(folder);
        }
    }

    /** Writes the page about the run; a training is not lost for want of it. */
    private void report(RunFolder folder) {
        try {
            RunReport.write(folder);
        } catch (UserError | UncheckedIOException e) {
            notes.accept("The report is not written: " + e.getMessage() + " `runs report` writes it later.");
        }
    }

    private void checkDevelopmentData(ExperimentConfig config, Task task) {
        if (task.has(Split.DEV)) {
            return;
        }
        boolean plateau = config.training().scheduler().type() == SchedulerConfig.Type.PLATEAU;
        if (plateau || config.training().earlyStopping() != null) {
            throw new UserError((plateau ? "training.scheduler.type is plateau" : "training.early_stopping is given")
                    + ", which needs development data, and the experiment has none; give data.dev or data.split.dev.");
        }
        notes.accept("The experiment has no development data: nothing is validated, and the last state is kept.");
    }

    /** The newest checkpoint that can be read, null if there is none. */
    private @Nullable Checkpoint newest(RunFolder folder) {
        List<CheckpointFiles.Entry> entries = folder.checkpoints().newestFirst();
        ArchiveException fault = null;
        for (CheckpointFiles.Entry entry : entries) {
            try {
                return Checkpoint.read(entry.file());
            } catch (ArchiveException e) {
                notes.accept(e.getMessage());
                fault = e;
            }
        }
        if (fault != null) {
            throw fault;
        }
        return null;
    }

    private Map<String, Object> info(ExperimentConfig config, Task task) {
        Map<String, Object> backend = BackendDescription.current().facts();
        backend.put("kernels", task.kernels());
        return RunInfo.collect(version, config.seed(), commandLine, backend, task.facts(), task.dataFiles());
    }

    private void compare(RunFolder folder, ExperimentConfig experiment, Task task) {
        Map<String, Object> info = folder.info();
        Map<String, String> digests = RunInfo.digests(task.dataFiles());
        if (info.get("data_sha256") instanceof Map<?, ?> before
                && !List.copyOf(before.values()).equals(List.copyOf(digests.values()))) {
            throw new RunFolderException("The data has changed since the run " + folder.path()
                    + " began (SHA-256 in run.json: " + before + ", now: " + digests
                    + "); bring the old files back, or start a new run.");
        }
        if (info.get("backend") instanceof Map<?, ?> before) {
            int threads = BackendDescription.current().threads();
            if (!String.valueOf(before.get("threads")).equals(String.valueOf(threads))) {
                if (experiment.backend().deterministic()) {
                    throw new UserError("The run began with " + before.get("threads") + " threads, this process has "
                            + threads + ", and backend.deterministic asks for equal results; set backend.threads.");
                }
                notes.accept("The run began with " + before.get("threads") + " threads and goes on with " + threads
                        + ": results may differ in their last digits from an uninterrupted run.");
            }
        }
    }
}
