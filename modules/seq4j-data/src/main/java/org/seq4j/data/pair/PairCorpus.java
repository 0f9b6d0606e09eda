package org.seq4j.data.pair;

import java.nio.file.Path;

/**
 * Encoded pairs by number, in the order of their file. Reading is safe for several threads; nothing may be read after
 * {@link #close}, and closing must wait for readers in other threads.
 */
public interface PairCorpus extends AutoCloseable {
    /** Number of pairs. */
    long size();

    /** The ids of a pair, 0..size-1. */
    EncodedPair pair(long index);

    /** S of a pair, without reading its ids. */
    int sourceLength(long index);

    /** T of a pair, {@code </s>} not counted, without reading its ids. */
    int targetLength(long index);

    /** What made the ids: the vocabularies, and whether copying is on. */
    PairEncoder encoder();

    /** What was kept and what was left out. */
    PairReport report();

    /** Releases what the corpus holds; may be done twice. */
    @Override
    void close();

    /**
     * Reads and encodes a file of pairs, in memory while it takes less than about 32 MiB there, else in a temporary
     * file (see {@link DiskPairs}). A warning in the log tells what was left out.
     *
     * @param folder where a temporary file may be made
     * @throws org.seq4j.data.DataException for a fault in the file, or where there is no space
     */
    static PairCorpus read(TokenizedPairs pairs, PairEncoder encoder, Path folder) {
        return GrowingPairs.read(pairs, encoder, folder, GrowingPairs.USUAL_LIMIT);
    }
}
