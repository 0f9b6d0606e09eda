package org.seq4j.experiments.training;

import org.seq4j.data.batch.BatchBy;
import org.seq4j.data.batch.BatchSource;
import org.seq4j.data.batch.Prefetch;
import org.seq4j.experiments.config.BatchingConfig;

/** What the batches of all kinds of data have in common. */
final class Batching {
    private static final int PREFETCHED = 4;

    private Batching() {}

    /** What the size of a batch counts. */
    static BatchBy by(BatchingConfig config) {
        return config.by() == BatchingConfig.By.TOKENS ? BatchBy.TOKENS : BatchBy.SENTENCES;
    }

    /** Whether a split's order changes from epoch to epoch: that of the training data, where it is asked for. */
    static boolean shuffles(BatchingConfig config, Split split) {
        return split == Split.TRAIN && config.shuffle();
    }

    /** The batches of a split; those of the training data are built ahead in the background. */
    static BatchSource of(Split split, BatchSource batches) {
        return split == Split.TRAIN ? Prefetch.of(batches, PREFETCHED) : batches;
    }
}
