package org.seq4j.models.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a token from log-probabilities. The distribution is sharpened or flattened by the temperature, cut to the {@code topK} most
 * probable tokens (Fan, Lewis, Dauphin 2018), then to the nucleus: the fewest most probable tokens that together have at least
 * {@code topP} of what is left (Holtzman et al. 2020, section 3.1), and drawn from. Among equals the lowest id comes first.
 *
 * <p>The draw is a pure function of the log-probabilities, a seed and a position: nothing depends on what was drawn before.
 *
 * @param temperature 0 chooses the most probable token; 1 samples from the model
 * @param topK number of tokens to keep, 0: all
 * @param topP probability to keep, above 0; 1: all
 */
public record Sampler(double temperature, int topK, double topP) {
    /** The most probable token. */
    public static final Sampler GREEDY = new Sampler(0, 0, 1);

    public Sampler {
        if (!(temperature >= 0) || temperature == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "temperature must be a number of at least 0 (0 = the most probable token), found " + temperature
                            + '.');
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top_k must be at least 0 (0 = off), found " + topK + '.');
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top_p must be above 0 and at most 1 (1 = off), found " + topP + '.');
        }
    }

    /**
     * Chooses one token.
     *
     * @param logProbabilities values of which {@code [from, from + size)} belong to this hypothesis; minus infinity is never chosen
     * @param from where they begin
     * @param size V
     * @param seed seed of the hypothesis
     * @param position number of the draw
     * @return the token, in 0..V-1
     * @throws IllegalArgumentException if a value is not a number, or all are minus infinity
     */
    public int choose(float[] logProbabilities, int from, int size, long seed, long position) {
        int best = best(logProbabilities, from, size);
        if (temperature == 0 || topK == 1) {
            return best;
        }
        double[] weights = new double[size];
        double highest = logProbabilities[from + best];
        for (int i = 0; i < size; i++) {
            weights[i] = Math.exp((logProbabilities[from + i] - highest) / temperature);
        }
        double uniform = uniform(seed, position);
        if (topK == 0 && topP == 1) {
            return draw(weights, null, size, uniform);
        }
        int[] order = mostProbableFirst(weights);
        int kept = topK == 0 ? order.length : Math.min(topK, order.length);
        return draw(weights, order, nucleus(weights, order, kept), uniform);
    }

    private static int best(float[] values, int from, int size) {
        int best = -1;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            float value = values[from + i];
            if (Float.isNaN(value)) {
                throw new IllegalArgumentException("Expected log-probabilities, found NaN for token " + i
                        + ": the model's weights are damaged or have diverged.");
            }
            if (value > highest) {
                highest = value;
                best = i;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException(
                    "Expected at least one token that may be produced, found that all are excluded.");
        }
        return best;
    }

    /** Ids by falling weight, then rising id. What cannot be in the nucleus is left out before sorting. */
    private int[] mostProbableFirst(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        // All tokens below this together have less than 1 - topP of the mass. Top-k changes the mass: then nothing is
        // left out.
        double floor = topK == 0 ? (1 - topP) * total / weights.length : 0;
        long[] keys = new long[weights.length];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0 && weights[i] >= floor) {
                // Weights are in (0, 1]: the bits of such floats rise with their values.
                keys[count++] = (long) -Float.floatToIntBits((float) weights[i]) << 32 | i;
            }
        }
        Arrays.sort(keys, 0, count);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    private int nucleus(double[] weights, int[] order, int kept) {
        double total = 0;
        for (int i = 0; i < kept; i++) {
            total += weights[order[i]];
        }
        if (topK == 0) {
            total = Arrays.stream(weights).sum();
        }
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += weights[order[i]];
            if (sum >= topP * total) {
                return i + 1;
            }
        }
        return kept;
    }

    private static int draw(double[] weights, int @Nullable [] order, int count, double uniform) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[order == null ? i : order[i]];
        }
        double left = uniform * total;
        int last = -1;
        for (int i = 0; i < count; i++) {
            int token = order == null ? i : order[i];
            if (weights[token] > 0) {
                last = token;
                left -= weights[token];
                if (left < 0) {
                    return token;
                }
            }
        }
        return last;
    }

    /** A number in [0, 1) from seed and position: two rounds of SplitMix64's finaliser (Steele, Lea, Flood 2014). */
    static double uniform(long seed, long position) {
        return (mix(mix(seed) + position * GOLDEN_GAMMA) >>> 11) * 0x1.0p-53;
    }

    static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    static long mix(long value) {
        long z = value + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
