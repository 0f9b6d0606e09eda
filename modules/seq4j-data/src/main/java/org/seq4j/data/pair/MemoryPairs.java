package org.seq4j.data.pair;

import java.util.ArrayList;
import java.util.List;

/** Encoded pairs in memory. */
public final class MemoryPairs implements PairCorpus {
    private final List<EncodedPair> pairs;
    private final PairEncoder encoder;
    private final PairReport report;

    MemoryPairs(List<EncodedPair> pairs, PairEncoder encoder, PairReport report) {
        this.pairs = pairs;
        this.encoder = encoder;
        this.report = report;
    }

    /**
     * Reads and encodes a file of pairs. A warning in the log tells what was left out.
     *
     * @throws org.seq4j.data.DataException for a fault in the file
     */
    public static MemoryPairs read(TokenizedPairs pairs, PairEncoder encoder) {
        List<EncodedPair> encoded = new ArrayList<>();
        PairReport report = EncodingRun.of(pairs, encoder, encoded::add);
        return new MemoryPairs(encoded, encoder, report);
    }

    @Override
    public long size() {
        return pairs.size();
    }

    @Override
    public EncodedPair pair(long index) {
        return pairs.get(Math.toIntExact(index));
    }

    @Override
    public int sourceLength(long index) {
        return pair(index).source().length;
    }

    @Override
    public int targetLength(long index) {
        return pair(index).target().length;
    }

    @Override
    public PairEncoder encoder() {
        return encoder;
    }

    @Override
    public PairReport report() {
        return report;
    }

    @Override
    public void close() {
        // the heap is all it holds
    }
}
