package org.seq4j.data.batch;

import org.seq4j.data.DataException;

/**
 * One long text for a language model that carries its state from batch to batch.
 *
 * <p>A text of N tokens has N-1 targets, token p predicted from token p-1. They are dealt to B streams that follow each
 * other in the text: stream b takes targets {@code b(N-1)/B .. (b+1)(N-1)/B - 1}, so its first input is the last target
 * of stream b-1, lengths differ by at most one, and each of the N-1 targets is in exactly one stream. With more than one
 * stream, the B-1 places where a stream starts inside the text are scored without the context before them; batch size 1
 * scores the whole text with full context.
 *
 * <p>Streams are cut into {@code K = ceil(L / window)} windows, L the length of the longest stream, of as equal length
 * as possible: none is longer than {@code window}, and none so short that its update would rest on a few tokens. Where
 * a stream is one shorter than the longest, its very last position is padding. Nothing is lost and nothing is seen
 * twice. Every epoch has the same batches; the first of an epoch has {@link Batch#startsStream()}.
 */
public final class ContiguousBatches implements BatchSource {
    private final int[] ids;
    private final int streams;
    private final int longest;
    private final int windows;

    /**
     * Batches of a text. The array is not copied and must not change.
     *
     * @param ids N token ids, N at least 2
     * @param batchSize B, the number of streams; N-1 streams where the text has fewer targets
     * @param window most steps T of a batch
     * @throws DataException where the text has fewer than two tokens
     */
    public ContiguousBatches(int[] ids, int batchSize, int window) {
        if (batchSize < 1 || window < 1) {
            throw new IllegalArgumentException(
                    "Contiguous batches need batchSize >= 1 and window >= 1, not " + batchSize + " and " + window);
        }
        if (ids.length < 2) {
            throw new DataException("A text of " + ids.length + " token" + (ids.length == 1 ? "" : "s")
                    + " has nothing to predict; a language model needs at least two tokens. Check the file and the"
                    + " split.");
        }
        int targets = ids.length - 1;
        this.ids = ids;
        this.streams = Math.min(batchSize, targets);
        this.longest = (targets - 1) / streams + 1;
        this.windows = (longest - 1) / window + 1;
    }

    @Override
    public CloseableBatches epoch(int epoch, long skip) {
        Epochs.check(epoch);
        return new IndexedBatches(skip, windows, this::window);
    }

    @Override
    public long batches(int epoch) {
        Epochs.check(epoch);
        return windows;
    }

    @Override
    public long tokensPerEpoch() {
        return ids.length - 1L;
    }

    private Batch window(int k) {
        int from = share(longest, k, windows);
        int to = share(longest, k + 1, windows);
        BatchArrays arrays = new BatchArrays(streams, to - from);
        for (int b = 0; b < streams; b++) {
            int first = share(ids.length - 1, b, streams);
            int end = Math.min(first + to, share(ids.length - 1, b + 1, streams));
            for (int p = first + from; p < end; p++) {
                arrays.set(b, p - first - from, ids[p], ids[p + 1]);
            }
        }
        return arrays.build(k == 0);
    }

    /** Start of the part'th of {@code parts} nearly equal shares of {@code total}. */
    private static int share(int total, int part, int parts) {
        return (int) ((long) total * part / parts);
    }
}
