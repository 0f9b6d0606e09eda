package org.seq4j.data.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.DataException;
import org.seq4j.data.random.CounterRandom;
import org.seq4j.data.vocabulary.Vocabulary;

/**
 * One sequence a line: inputs {@code <s> w1 .. wn}, targets {@code w1 .. wn </s>}, right-padded and masked.
 *
 * <p>The order of an epoch: the lines, shuffled from (seed, epoch) or as they stand; stably sorted into buckets by
 * their number of targets, {@code bucketWidth} lengths a bucket (0: no buckets); cut into batches in that order, so only
 * the last may be small; the batches shuffled from (seed, epoch). The random numbers are {@link CounterRandom}'s.
 * Without shuffling, every epoch is the same. Every batch has {@link Batch#startsStream()}.
 */
public final class LineBatches implements BatchSource {
    private final List<int[]> lines;
    private final BatchBy by;
    private final int size;
    private final int bucketWidth;
    private final long seed;
    private final boolean shuffle;
    private final long tokens;
    private final int longest;

    private volatile @Nullable Plan latest;

    /** Which lines each batch of an epoch holds: batch k has {@code order[start[k]] .. order[start[k + 1] - 1]}. */
    private static final class Plan {
        final int epoch;
        final int[] order;
        final int[] start;
        final int[] batchOrder;

        Plan(int epoch, int[] order, int[] start, int[] batchOrder) {
            this.epoch = epoch;
            this.order = order;
            this.start = start;
            this.batchOrder = batchOrder;
        }
    }

    /**
     * Batches of encoded lines. The list and its arrays are not copied and must not change.
     *
     * @param lines ids of each line without {@code <s>} and {@code </s>}; a line may be empty
     * @param by what {@code size} counts
     * @param size lines, or padded target tokens, of a batch
     * @param bucketWidth how many lengths share a bucket; 0 mixes all lengths
     * @param seed of the shuffling
     * @param shuffle whether each epoch has an order of its own
     * @throws DataException where there are no lines, or a line alone exceeds a budget of tokens
     */
    public LineBatches(List<int[]> lines, BatchBy by, int size, int bucketWidth, long seed, boolean shuffle) {
        if (size < 1 || bucketWidth < 0) {
            throw new IllegalArgumentException(
                    "Line batches need size >= 1 and bucketWidth >= 0, not " + size + " and " + bucketWidth);
        }
        if (lines.isEmpty()) {
            throw new DataException("There is no line to make batches of; check the file, the split and max_length.");
        }
        this.lines = lines;
        this.by = by;
        this.size = size;
        this.bucketWidth = bucketWidth;
        this.seed = seed;
        this.shuffle = shuffle;
        long sum = 0;
        int most = 0;
        for (int i = 0; i < lines.size(); i++) {
            int targets = targets(i);
            sum += targets;
            most = Math.max(most, targets);
            if (by == BatchBy.TOKENS && targets > size) {
                throw new DataException("Sequence " + (i + 1) + " has " + targets + " targets (</s> included), more"
                        + " than a whole batch of " + size + " tokens; raise the batch size or set a max_length.");
            }
        }
        this.tokens = sum;
        this.longest = most;
    }

    @Override
    public CloseableBatches epoch(int epoch, long skip) {
        Plan plan = plan(epoch);
        return new IndexedBatches(skip, plan.batchOrder.length, k -> build(plan, plan.batchOrder[k]));
    }

    @Override
    public long batches(int epoch) {
        return plan(epoch).batchOrder.length;
    }

    @Override
    public long tokensPerEpoch() {
        return tokens;
    }

    private int targets(int line) {
        return lines.get(line).length + 1;
    }

    private Plan plan(int epoch) {
        Epochs.check(epoch);
        int wanted = shuffle ? epoch : 0;
        Plan known = latest;
        if (known == null || known.epoch != wanted) {
            known = makePlan(wanted);
            latest = known;
        }
        return known;
    }

    private Plan makePlan(int epoch) {
        CounterRandom random = new CounterRandom(seed, epoch);
        int[] order = upTo(lines.size());
        if (shuffle) {
            random.shuffle(order);
        }
        if (bucketWidth > 0) {
            order = byBucket(order);
        }
        int[] start = new int[order.length + 1];
        int count = 0;
        int widest = 0;
        for (int i = 0; i < order.length; i++) {
            widest = Math.max(widest, targets(order[i]));
            int rows = i - start[count] + 1;
            if (by == BatchBy.SENTENCES ? rows > size : (long) rows * widest > size) {
                start[++count] = i;
                widest = targets(order[i]);
            }
        }
        start[++count] = order.length;
        int[] batchOrder = upTo(count);
        if (shuffle) {
            random.shuffle(batchOrder);
        }
        return new Plan(epoch, order, start, batchOrder);
    }

    /** A stable counting sort by bucket. */
    private int[] byBucket(int[] order) {
        int[] place = new int[(longest - 1) / bucketWidth + 2];
        for (int line : order) {
            place[bucket(line) + 1]++;
        }
        for (int b = 1; b < place.length; b++) {
            place[b] += place[b - 1];
        }
        int[] sorted = new int[order.length];
        for (int line : order) {
            sorted[place[bucket(line)]++] = line;
        }
        return sorted;
    }

    private int bucket(int line) {
        return (targets(line) - 1) / bucketWidth;
    }

    private static int[] upTo(int n) {
        int[] numbers = new int[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private Batch build(Plan plan, int batch) {
        int from = plan.start[batch];
        int to = plan.start[batch + 1];
        int steps = 0;
        for (int i = from; i < to; i++) {
            steps = Math.max(steps, targets(plan.order[i]));
        }
        BatchArrays arrays = new BatchArrays(to - from, steps);
        for (int i = from; i < to; i++) {
            int[] line = lines.get(plan.order[i]);
            int previous = Vocabulary.BOS;
            for (int t = 0; t < line.length; t++) {
                arrays.set(i - from, t, previous, line[t]);
                previous = line[t];
            }
            arrays.set(i - from, line.length, previous, Vocabulary.EOS);
        }
        return arrays.build(true);
    }
}
