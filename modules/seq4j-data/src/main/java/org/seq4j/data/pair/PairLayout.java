package org.seq4j.data.pair;

/**
 * How {@link DiskPairs} lays out its file: in segments, each mapped by itself, over whose ends nothing runs; and in
 * blocks of pairs with an index of their own.
 *
 * @param segmentBits segments have {@code 1 << segmentBits} bytes
 * @param blockBits blocks have {@code 1 << blockBits} pairs
 */
record PairLayout(int segmentBits, int blockBits) {
    static final PairLayout USUAL = new PairLayout(30, 16);

    /** Bytes of an entry of an index: the place of the ids (8), then S (4) and T (4). */
    static final int ENTRY_BYTES = 16;

    static final int SOURCE_LENGTH = 8;
    static final int TARGET_LENGTH = 12;

    int segment(long position) {
        return (int) (position >>> segmentBits);
    }

    int inSegment(long position) {
        return (int) (position & (segmentBytes() - 1));
    }

    long segmentBytes() {
        return 1L << segmentBits;
    }

    int blockPairs() {
        return 1 << blockBits;
    }

    /** Where the entry of a pair stands, given where the index of each block starts. */
    long entry(long[] indexes, long pair) {
        return indexes[(int) (pair >>> blockBits)] + (pair & (blockPairs() - 1)) * ENTRY_BYTES;
    }
}
