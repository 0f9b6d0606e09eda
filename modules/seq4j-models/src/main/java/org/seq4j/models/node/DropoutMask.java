package org.seq4j.models.node;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.HostArrays;

/**
 * Inverted dropout whose masks are a function of (seed, update number, place) and of nothing else, so that a resumed run drops what the uninterrupted one
 * would have dropped (Srivastava et al. 2014; one mask a sequence: Gal and Ghahramani 2016, section 4).
 */
public final class DropoutMask {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private DropoutMask() {}

    /**
     * Factors of dropout: 0 with probability {@code rate}, else {@code 1 / (1 - rate)}.
     *
     * @param rate the probability to drop, at least 0 and less than 1
     * @param seed the seed of the run
     * @param iteration the update number
     * @param place a name that differs between the places of one graph
     * @param target is overwritten; contiguous in 'c' order
     * @return the target
     * @throws IllegalArgumentException if the rate is out of range
     */
    public static INDArray fill(double rate, long seed, long iteration, String place, INDArray target) {
        checkRate("dropout", rate);
        int size = Math.toIntExact(target.length());
        long key = mix(mix(mix(seed + GOLDEN) ^ iteration) ^ hash(place));
        long threshold = (long) (rate * (1L << 32)); // of 32 random bits
        float keep = (float) (1 / (1 - rate));
        float[] factors = new float[size];
        for (int i = 0; i < size; i += 2) {
            long bits = mix(key + (i + 1) * GOLDEN);
            factors[i] = (bits >>> 32) < threshold ? 0 : keep;
            if (i + 1 < size) {
                factors[i + 1] = (bits & 0xFFFFFFFFL) < threshold ? 0 : keep;
            }
        }
        HostArrays.copy(factors, target);
        return target;
    }

    /**
     * Checks a rate when a node is built.
     *
     * @throws IllegalArgumentException if the rate is out of range
     */
    public static double checkRate(String name, double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(name + " is a probability, at least 0 and less than 1; found " + rate);
        }
        return rate;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014, figure 16). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A 64-bit FNV-1a hash: {@link String#hashCode()} is too short to tell places apart safely. */
    static long hash(String place) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < place.length(); i++) {
            hash = (hash ^ place.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
