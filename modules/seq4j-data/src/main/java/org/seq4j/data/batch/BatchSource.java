package org.seq4j.data.batch;

/**
 * Batches by epoch. The batches of an epoch are a function of the source's data, its options and seed, and the epoch's
 * number, never of what was read before: epoch 7 from batch 100 is the same after a restart as in one run.
 */
public interface BatchSource extends AutoCloseable {
    /**
     * The batches of an epoch, from number {@code skip} on; skipped batches are not built. Empty where the epoch has
     * no more than {@code skip} batches.
     *
     * @param epoch 0, 1, ..
     * @param skip batches to leave out, 0 or more
     */
    CloseableBatches epoch(int epoch, long skip);

    /** Batches of this epoch, skipping none. */
    long batches(int epoch);

    /**
     * Unmasked target tokens of an epoch: the sum of {@link Batch#tokens()}, the same for every epoch; -1 where
     * examples are made on the fly, so that only reading tells.
     */
    long tokensPerEpoch();

    /** Ends what runs in the background. Nothing to do for a source that holds only memory. */
    @Override
    default void close() {}
}
