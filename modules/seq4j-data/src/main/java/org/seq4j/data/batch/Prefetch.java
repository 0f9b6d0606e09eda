package org.seq4j.data.batch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Builds the batches of another source ahead of their use, in a daemon thread an epoch. The order and content of the
 * batches are those of the source. An error in the background reaches the caller of {@link CloseableBatches#hasNext} or
 * {@code next} with its cause. Closing the batches, or this source, ends the thread; so does reading to the end.
 */
public final class Prefetch implements BatchSource {
    private final BatchSource source;
    private final int depth;
    private final Set<PrefetchedBatches> open = ConcurrentHashMap.newKeySet();

    private Prefetch(BatchSource source, int depth) {
        this.source = source;
        this.depth = depth;
    }

    /**
     * Prefetches from a source, which must not be used elsewhere meanwhile unless it is safe for several threads
     * ({@link ContiguousBatches} and {@link LineBatches} are).
     *
     * @param depth most batches that wait ready, at least 1
     */
    public static Prefetch of(BatchSource source, int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("Prefetching needs a depth of at least 1, not " + depth);
        }
        return new Prefetch(source, depth);
    }

    @Override
    public CloseableBatches epoch(int epoch, long skip) {
        PrefetchedBatches batches = new PrefetchedBatches(() -> source.epoch(epoch, skip), depth, open::remove);
        open.add(batches);
        batches.start();
        return batches;
    }

    @Override
    public long batches(int epoch) {
        return source.batches(epoch);
    }

    @Override
    public long tokensPerEpoch() {
        return source.tokensPerEpoch();
    }

    /** Ends every background thread of this source and closes the source behind it. */
    @Override
    public void close() {
        open.forEach(PrefetchedBatches::close);
        source.close();
    }
}
