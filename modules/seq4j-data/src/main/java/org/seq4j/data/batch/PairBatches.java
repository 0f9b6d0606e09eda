package org.seq4j.data.batch;

import org.seq4j.data.DataException;
import org.seq4j.data.pair.PairCorpus;

/**
 * Batches of pairs for a sequence-to-sequence model, as a MultiDataSet:
 *
 * <ul>
 *   <li>features: source ids {@code [B, S]}, the decoder's inputs {@code <s> y1 .. yn} {@code [B, T]}, and with copying
 *       the source's copy ids {@code [B, S]} (see {@link org.seq4j.data.pair.CopyIds}; extended ids are
 *       {@code <unk>} in the decoder's inputs);
 *   <li>labels: {@code y1 .. yn </s>} {@code [B, T]}, with copying extended ids among them;
 *   <li>a mask for each of them, 1 = real. All ids are INT32, right-padded with 0.
 * </ul>
 *
 * <p>The order of an epoch: the pairs, permuted from (seed, epoch) or as they stand; cut into buffers of
 * {@code shuffleBuffer} pairs; each buffer sorted by the lengths of targets, then of sources, {@code bucketWidth} lengths
 * a bucket (0: not sorted); cut into batches; the batches of a buffer shuffled from (seed, epoch, buffer). Every other
 * bucket of targets runs from long sources to short ones, so a batch across two buckets has sources of like length.
 * Without shuffling, every epoch is the same. Memory grows with the buffer, not with the corpus. Every batch has
 * {@link Batch#startsStream()}. Safe for several threads.
 */
public final class PairBatches implements BatchSource {
    private final PairCorpus corpus;
    private final BatchPlanner planner;

    private int countedEpoch = -1;
    private long counted;

    /**
     * Batches of a corpus, which stays the caller's to close, after these batches.
     *
     * @param by what {@code size} counts
     * @param size pairs of a batch, or padded tokens: the larger of B times T ({@code </s>} counted) and B times S
     * @param bucketWidth how many lengths share a bucket; 0 mixes all lengths
     * @param shuffleBuffer pairs that are sorted into batches together
     * @param seed of the shuffling
     * @param shuffle whether each epoch has an order of its own
     * @throws DataException where there are no pairs, or a pair alone exceeds a budget of tokens
     */
    public PairBatches(
            PairCorpus corpus, BatchBy by, int size, int bucketWidth, int shuffleBuffer, long seed, boolean shuffle) {
        if (size < 1 || bucketWidth < 0 || shuffleBuffer < 1) {
            throw new IllegalArgumentException(
                    "Batches of pairs need size >= 1, bucketWidth >= 0 and shuffleBuffer >= 1, not " + size + ", "
                            + bucketWidth + " and " + shuffleBuffer);
        }
        if (corpus.size() == 0) {
            throw new DataException("There is no pair to make batches of; check the file, the fields and max_length.");
        }
        int longest = Math.max(
                corpus.report().source().longest(), corpus.report().target().longest() + 1);
        if (by == BatchBy.TOKENS && longest > size) {
            throw new DataException("A pair has a side of " + longest + " tokens (</s> included), more than a whole"
                    + " batch of " + size + " tokens; raise the batch size or set a max_length.");
        }
        this.corpus = corpus;
        this.planner = new BatchPlanner(lengths(corpus), by, size, bucketWidth, shuffleBuffer, seed, shuffle);
    }

    private static Lengths lengths(PairCorpus corpus) {
        return new Lengths() {
            @Override
            public long size() {
                return corpus.size();
            }

            @Override
            public int source(int epoch, long pair) {
                return corpus.sourceLength(pair);
            }

            @Override
            public int target(int epoch, long pair) {
                return corpus.targetLength(pair) + 1;
            }
        };
    }

    /** The batches of an epoch, and which pairs each of them holds. */
    public final class Epoch extends PlannedEpoch {
        private Epoch(int epoch, long skip) {
            super(planner, epoch, skip, pairs -> PairArrays.batch(corpus, pairs));
        }

        /**
         * The numbers of the pairs in the corpus, row by row, of the batch that {@link #next} returned last: what
         * brings outputs back into the order of the file.
         */
        public long[] pairs() {
            return items();
        }
    }

    @Override
    public Epoch epoch(int epoch, long skip) {
        return new Epoch(planner.epoch(epoch), skip);
    }

    @Override
    public synchronized long batches(int epoch) {
        int wanted = planner.epoch(epoch);
        if (wanted != countedEpoch) {
            counted = planner.count(wanted);
            countedEpoch = wanted;
        }
        return counted;
    }

    @Override
    public long tokensPerEpoch() {
        return corpus.report().target().tokens() + corpus.size();
    }
}
