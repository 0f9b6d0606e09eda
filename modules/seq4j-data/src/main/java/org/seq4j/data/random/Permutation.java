package org.seq4j.data.random;

/**
 * A random order of 0..n-1 that needs no array: a Feistel network of eight rounds over the next larger power of four,
 * walked until the result is below n (Black and Rogaway 2002, "Ciphers with arbitrary finite domains", section 5). A
 * function of (n, seed, epoch).
 */
public final class Permutation {
    private static final int ROUNDS = 8;

    private final long size;
    private final int half;
    private final long mask;
    private final long[] keys = new long[ROUNDS];

    /** An order of 0..size-1, size at least 1. */
    public Permutation(long size, long seed, long epoch) {
        this.size = size;
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(size - 1));
        this.half = (bits + 1) / 2;
        this.mask = (1L << half) - 1;
        CounterRandom random = new CounterRandom(seed, epoch);
        for (int r = 0; r < ROUNDS; r++) {
            keys[r] = random.nextLong();
        }
    }

    /** The number at this place of the order. */
    public long at(long place) {
        long number = place;
        do {
            number = encrypt(number);
        } while (number >= size);
        return number;
    }

    private long encrypt(long number) {
        long left = number >>> half;
        long right = number & mask;
        for (long key : keys) {
            long next = left ^ (CounterRandom.mix(right + key) & mask);
            left = right;
            right = next;
        }
        return left << half | right;
    }
}
