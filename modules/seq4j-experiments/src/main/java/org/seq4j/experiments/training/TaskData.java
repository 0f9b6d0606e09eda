package org.seq4j.experiments.training;

import java.nio.file.Path;
import java.util.List;
import org.seq4j.data.batch.BatchSource;

/** What a task reads: the splits of an experiment, as batches. */
interface TaskData extends AutoCloseable {
    /** Whether the experiment has the split. */
    boolean has(Split split);

    /**
     * The batches of a split.
     *
     * @throws org.seq4j.experiments.UserError if the experiment has no such split
     */
    BatchSource batches(Split split);

    /** Every data file in use. */
    List<Path> files();

    @Override
    void close();
}
