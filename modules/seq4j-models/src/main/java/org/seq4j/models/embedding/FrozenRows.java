package org.seq4j.models.embedding;

import java.util.Arrays;
import java.util.BitSet;

/** Sets of row numbers as stretches, which is how a configuration keeps them: first, one past the last, first, ... in rising order. */
final class FrozenRows {
    private FrozenRows() {}

    static int[] stretches(BitSet rows) {
        int[] ends = new int[2 * rows.cardinality()];
        int n = 0;
        for (int from = rows.nextSetBit(0); from >= 0; from = rows.nextSetBit(ends[n - 1])) {
            ends[n++] = from;
            ends[n++] = rows.nextClearBit(from);
        }
        return Arrays.copyOf(ends, n);
    }

    /**
     * The rows of stretches.
     *
     * @param size how many rows there are
     * @throws IllegalArgumentException if these are no stretches of so many rows
     */
    static BitSet rows(int[] stretches, int size) {
        BitSet rows = new BitSet(size);
        int before = -1;
        for (int i = 0; i < stretches.length; i++) {
            if (stretches.length % 2 != 0 || stretches[i] <= before || stretches[i] > size) {
                throw new IllegalArgumentException(
                        "expected frozen rows as stretches [first, one past the last, ...] of " + size
                                + " rows, in rising order, found " + Arrays.toString(stretches));
            }
            if (i % 2 == 1) {
                rows.set(before, stretches[i]);
            }
            before = stretches[i];
        }
        return rows;
    }
}
