package org.seq4j.data.batch;

import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** Batches {@code from..count-1} of an epoch, each built when asked for. */
final class IndexedBatches implements CloseableBatches {
    private final IntFunction<Batch> builder;
    private final int count;
    private int next;

    IndexedBatches(long from, int count, IntFunction<Batch> builder) {
        if (from < 0) {
            throw new IllegalArgumentException("The number of batches to skip is 0 or more, not " + from);
        }
        this.next = (int) Math.min(from, count);
        this.count = count;
        this.builder = builder;
    }

    @Override
    public boolean hasNext() {
        return next < count;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The epoch has no more batches.");
        }
        return builder.apply(next++);
    }

    @Override
    public void close() {
        next = count;
    }
}
