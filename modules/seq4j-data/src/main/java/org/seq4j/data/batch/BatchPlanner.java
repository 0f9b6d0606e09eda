package org.seq4j.data.batch;

import java.util.Arrays;
import org.seq4j.data.random.CounterRandom;
import org.seq4j.data.random.Permutation;

/** Which items (pairs or examples) each batch of a buffer holds; a function of (seed, epoch, buffer), so any buffer can come first. */
final class BatchPlanner {
    private static final int SOURCE_BITS = 20;
    private static final int LENGTH_LIMIT = (1 << SOURCE_BITS) - 1;

    private final Lengths lengths;
    private final BatchBy by;
    private final int size;
    private final int bucketWidth;
    private final int shuffleBuffer;
    private final long seed;
    private final boolean shuffle;

    BatchPlanner(
            Lengths lengths, BatchBy by, int size, int bucketWidth, int shuffleBuffer, long seed, boolean shuffle) {
        this.lengths = lengths;
        this.by = by;
        this.size = size;
        this.bucketWidth = bucketWidth;
        this.shuffleBuffer = shuffleBuffer;
        this.seed = seed;
        this.shuffle = shuffle;
    }

    /** Batch k of a buffer has the items {@code order[start[k]] .. order[start[k + 1] - 1]}. */
    record Plan(long[] order, int[] start, int[] batchOrder) {
        int batches() {
            return batchOrder.length;
        }

        long[] items(int place) {
            int batch = batchOrder[place];
            return Arrays.copyOfRange(order, start[batch], start[batch + 1]);
        }
    }

    /** A batch of an epoch by its buffer and its place there. */
    record Place(long buffer, int batch) {}

    /**
     * The epoch whose order this one has: without shuffling, all are as the first.
     *
     * @throws IllegalArgumentException if it is negative
     */
    int epoch(int epoch) {
        Epochs.check(epoch);
        return shuffle ? epoch : 0;
    }

    long buffers() {
        return (lengths.size() - 1) / shuffleBuffer + 1;
    }

    /** Batches of an epoch. */
    long count(int epoch) {
        long last = buffers() - 1;
        if (by == BatchBy.SENTENCES) {
            return last * rounded(shuffleBuffer) + rounded(itemsOf(last));
        }
        long count = 0;
        for (long buffer = 0; buffer <= last; buffer++) {
            count += cut(epoch, sorted(epoch, buffer), new int[itemsOf(buffer) + 1]);
        }
        return count;
    }

    private int rounded(int items) {
        return (items - 1) / size + 1;
    }

    private int itemsOf(long buffer) {
        return (int) Math.min(shuffleBuffer, lengths.size() - buffer * shuffleBuffer);
    }

    /** Where batch {@code skip} of the epoch is; beyond the last buffer where there is no such batch. */
    Place find(int epoch, long skip) {
        long left = skip;
        long buffer = 0;
        if (by == BatchBy.SENTENCES) {
            buffer = Math.min(left / rounded(shuffleBuffer), buffers() - 1);
            left -= buffer * rounded(shuffleBuffer);
        }
        for (; left > 0 && buffer < buffers(); buffer++) {
            int batches = by == BatchBy.SENTENCES
                    ? rounded(itemsOf(buffer))
                    : cut(epoch, sorted(epoch, buffer), new int[itemsOf(buffer) + 1]);
            if (left < batches) {
                break;
            }
            left -= batches;
        }
        return new Place(buffer, (int) Math.min(left, Integer.MAX_VALUE));
    }

    Plan plan(int epoch, long buffer) {
        long[] order = sorted(epoch, buffer);
        int[] start = new int[order.length + 1];
        int count = cut(epoch, order, start);
        int[] batchOrder = new int[count];
        Arrays.setAll(batchOrder, k -> k);
        if (shuffle) {
            new CounterRandom(CounterRandom.mix(seed) + epoch, buffer).shuffle(batchOrder);
        }
        return new Plan(order, start, batchOrder);
    }

    /** The items of a buffer, bucket after bucket. */
    private long[] sorted(int epoch, long buffer) {
        int count = itemsOf(buffer);
        long first = buffer * shuffleBuffer;
        long[] order = new long[count];
        if (shuffle) {
            Permutation permutation = new Permutation(lengths.size(), seed, epoch);
            Arrays.setAll(order, i -> permutation.at(first + i));
        } else {
            Arrays.setAll(order, i -> first + i);
        }
        if (bucketWidth == 0) {
            return order;
        }
        long[] keys = new long[count];
        Arrays.setAll(keys, i -> bucket(epoch, order[i]) << 32 | i); // the place makes the sort stable
        Arrays.sort(keys);
        long[] sorted = new long[count];
        Arrays.setAll(sorted, i -> order[(int) keys[i]]);
        return sorted;
    }

    /** Below 2^31: eleven bits of target buckets, twenty of source buckets. */
    private long bucket(int epoch, long item) {
        int target = Math.min((lengths.target(epoch, item) - 1) / bucketWidth, (1 << (31 - SOURCE_BITS)) - 1);
        int source = Math.min(lengths.source(epoch, item) / bucketWidth, LENGTH_LIMIT);
        return (long) target << SOURCE_BITS | (target % 2 == 0 ? source : LENGTH_LIMIT - source);
    }

    /** Fills in where batches start, one more than there are; their number. */
    private int cut(int epoch, long[] order, int[] start) {
        int count = 0;
        int widest = 0;
        for (int i = 0; i < order.length; i++) {
            int width = by == BatchBy.SENTENCES
                    ? 0
                    : Math.max(lengths.target(epoch, order[i]), lengths.source(epoch, order[i]));
            widest = Math.max(widest, width);
            int rows = i - start[count] + 1;
            if (by == BatchBy.SENTENCES ? rows > size : (long) rows * widest > size) {
                start[++count] = i;
                widest = width;
            }
        }
        start[++count] = order.length;
        return count;
    }
}
