package org.seq4j.data.random;

/**
 * Random numbers as a pure function of (seed, stream, position): number i of a stream is
 * {@code mix(key + (i + 1) * G)} with {@code key = mix(mix(seed + G) + stream * G)}, G = 0x9E3779B97F4A7C15 and mix the
 * 64-bit finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"). The
 * definition stands here and not in the JDK, so the numbers are the same on every Java version.
 */
public final class CounterRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long key;
    private long position;

    /** Stream number {@code stream} of a seed, from its start. */
    public CounterRandom(long seed, long stream) {
        this.key = mix(mix(seed + GOLDEN) + stream * GOLDEN);
    }

    /** The finaliser: a bijection of 64 bits. */
    public static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    /** The next number of the stream, uniform on all 64 bits. */
    public long nextLong() {
        position++;
        return mix(key + position * GOLDEN);
    }

    /** Uniform on 0..bound-1, by the high half of a 32 x 32 bit product; the bias is below bound / 2^32. */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Fisher-Yates, last element first. */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }
}
