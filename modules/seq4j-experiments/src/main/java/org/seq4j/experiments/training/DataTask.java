package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.List;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.experiments.config.ExperimentConfig;

/**
 * What all tasks share: an experiment and its data.
 *
 * @param <D> the data
 */
abstract class DataTask<D extends TaskData> implements Task {
    final ExperimentConfig config;
    final D data;

    DataTask(ExperimentConfig config, D data) {
        this.config = config;
        this.data = data;
    }

    @Override
    public final BatchSource batches(Split split) {
        return data.batches(split);
    }

    @Override
    public final boolean has(Split split) {
        return data.has(split);
    }

    @Override
    public List<Path> dataFiles() {
        return data.files();
    }

    @Override
    public final void close() {
        data.close();
    }
}
