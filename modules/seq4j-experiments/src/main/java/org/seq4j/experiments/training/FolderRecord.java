package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.seq4j.experiments.config.CheckpointsConfig;
import org.seq4j.experiments.run.MetricsLog;
import org.seq4j.experiments.run.RunFolder;
import org.seq4j.experiments.training.optimizer.Optimizer;

/** Traces of a training in a run folder. */
final class FolderRecord implements TrainingRecord, AutoCloseable {
    private final RunFolder folder;
    private final MetricsLog log;
    private final @Nullable EventRecord events;
    private final ComputationGraph graph;
    private final Optimizer optimizer;
    private final CheckpointsConfig keep;
    private final String resolvedYaml;
    private final Map<String, String> vocabularies;

    FolderRecord(
            RunFolder folder,
            long logLength,
            @Nullable EventRecord events,
            ComputationGraph graph,
            Optimizer optimizer,
            CheckpointsConfig keep,
            String resolvedYaml,
            Map<String, String> vocabularies) {
        this.folder = folder;
        this.log = folder.metrics(logLength);
        this.events = events;
        this.graph = graph;
        this.optimizer = optimizer;
        this.keep = keep;
        this.resolvedYaml = resolvedYaml;
        this.vocabularies = vocabularies;
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    @Override
    public void log(Map<String, ?> line) {
        log.append(line);
        if (events != null) {
            events.line(line);
        }
    }

    @Override
    public void drawn(long update) {
        if (events != null) {
            events.pictures(update);
        }
    }

    @Override
    public long logLength() {
        return log.length();
    }

    @Override
    public void checkpoint(TrainerState state, boolean best) {
        folder.checkpoints()
                .add(
                        state.update(),
                        best,
                        keep.keepLast(),
                        keep.keepBest(),
                        file -> Checkpoint.write(file, graph, optimizer, state, resolvedYaml, vocabularies));
    }

    @Override
    public void close() {
        log.close();
        if (events != null) {
            events.close();
        }
    }
}
