package org.seq4j.data.batch;

import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The batches of an epoch in the order of its plan, built one at a time. */
class PlannedEpoch implements CloseableBatches {
    private final BatchPlanner planner;
    private final int epoch;
    private final Function<long[], Batch> builder;
    private long buffer;
    private BatchPlanner.@Nullable Plan plan;
    private int next;
    private long[] items = {};

    /** @param builder makes a batch of the items with these numbers */
    PlannedEpoch(BatchPlanner planner, int epoch, long skip, Function<long[], Batch> builder) {
        if (skip < 0) {
            throw new IllegalArgumentException("The number of batches to skip is 0 or more, not " + skip);
        }
        this.planner = planner;
        this.epoch = epoch;
        this.builder = builder;
        BatchPlanner.Place place = planner.find(epoch, skip);
        this.buffer = place.buffer();
        this.next = place.batch();
    }

    @Override
    public boolean hasNext() {
        return buffer < planner.buffers();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The epoch has no more batches.");
        }
        BatchPlanner.Plan current = plan;
        if (current == null) {
            current = planner.plan(epoch, buffer);
            plan = current;
        }
        items = current.items(next++);
        if (next == current.batches()) {
            plan = null;
            next = 0;
            buffer++;
        }
        return builder.apply(items);
    }

    /** The numbers of the items, row by row, of the batch that {@link #next} returned last. */
    long[] items() {
        return items.clone();
    }

    @Override
    public void close() {
        buffer = planner.buffers();
        plan = null;
    }
}
