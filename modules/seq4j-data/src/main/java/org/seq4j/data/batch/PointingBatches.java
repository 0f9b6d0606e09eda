package org.seq4j.data.batch;

import java.util.stream.IntStream;
import org.seq4j.data.pointing.PointingExample;
import org.seq4j.data.pointing.PointingSource;

/**
 * Batches for a pointer network, as a MultiDataSet:
 *
 * <ul>
 *   <li>features: elements FLOAT {@code [B, F, S]}, and the decoder's inputs {@code 0 p1 .. pk} INT32 {@code [B, T]};
 *   <li>labels: {@code p1 .. pk 0} INT32 {@code [B, T]}: positions 1..n, and 0 for the end;
 *   <li>masks FLOAT {@code [B, S]} and {@code [B, T]}, 1 = real; padding is 0 at the right.
 * </ul>
 *
 * <p>The order of an epoch: the examples, permuted from (seed, epoch) or as they stand; cut into buffers; each buffer
 * sorted by the number of elements; cut into batches; the batches of a buffer shuffled from (seed, epoch, buffer). With
 * shuffling, a generated source makes other examples in every epoch; without, every epoch is epoch 0. The content of a
 * batch depends on (source, seed, epoch, number) alone: several threads may make the examples of one batch, in any order.
 * Safe for several threads; wrap it in {@link Prefetch} to make batches while the last one is trained on.
 */
public final class PointingBatches implements BatchSource {
    private static final int BUCKET_WIDTH = 1;

    private final PointingSource source;
    private final BatchPlanner planner;

    /**
     * Batches of a source.
     *
     * @param size examples of a batch; the last of a buffer may have fewer
     * @param shuffleBuffer examples that are sorted into batches together; with a multiple of {@code size} only the
     *     epoch's last batch can be small
     * @param seed of the shuffling
     * @param shuffle whether each epoch has an order, and with a generated source examples, of its own
     */
    public PointingBatches(PointingSource source, int size, int shuffleBuffer, long seed, boolean shuffle) {
        if (size < 1 || shuffleBuffer < 1) {
            throw new IllegalArgumentException(
                    "Batches of examples need size >= 1 and shuffleBuffer >= 1, not " + size + " and " + shuffleBuffer);
        }
        this.source = source;
        this.planner =
                new BatchPlanner(lengths(source), BatchBy.SENTENCES, size, BUCKET_WIDTH, shuffleBuffer, seed, shuffle);
    }

    /** By elements only: how many targets a generated example has shows when it is made. */
    private static Lengths lengths(PointingSource source) {
        return new Lengths() {
            @Override
            public long size() {
                return source.size();
            }

            @Override
            public int source(int epoch, long example) {
                return source.elements(epoch, example);
            }

            @Override
            public int target(int epoch, long example) {
                return 1;
            }
        };
    }

    /** The batches of an epoch, and which examples each of them holds. */
    public final class Epoch extends PlannedEpoch {
        private Epoch(int epoch, long skip) {
            super(planner, epoch, skip, numbers -> PointingArrays.batch(make(source, epoch, numbers)));
        }

        /** The numbers of the examples in the source, row by row, of the batch that {@link #next} returned last. */
        public long[] examples() {
            return items();
        }
    }

    private static PointingExample[] make(PointingSource source, int epoch, long[] numbers) {
        IntStream rows = IntStream.range(0, numbers.length);
        return (source.generated() ? rows.parallel() : rows)
                .mapToObj(row -> source.example(epoch, numbers[row]))
                .toArray(PointingExample[]::new);
    }

    @Override
    public Epoch epoch(int epoch, long skip) {
        return new Epoch(planner.epoch(epoch), skip);
    }

    @Override
    public long batches(int epoch) {
        return planner.count(planner.epoch(epoch));
    }

    @Override
    public long tokensPerEpoch() {
        long targets = source.targets();
        return targets < 0 ? -1 : targets + source.size();
    }
}
