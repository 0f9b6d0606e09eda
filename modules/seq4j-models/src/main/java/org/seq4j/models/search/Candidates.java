package org.seq4j.models.search;

/**
 * The best few of many continuations, in falling order without sorting the rest. They are offered by rising row, then rising token; among equals the first stands, which
 * is the one of the better row, then of the lower id.
 */
final class Candidates {
    private final int capacity;
    private final double[] sums;
    private final int[] rows;
    private final int[] tokens;
    private int count;

    Candidates(int capacity) {
        this.capacity = capacity;
        sums = new double[capacity];
        rows = new int[capacity];
        tokens = new int[capacity];
    }

    int count() {
        return count;
    }

    double sum(int i) {
        return sums[i];
    }

    int row(int i) {
        return rows[i];
    }

    int token(int i) {
        return tokens[i];
    }

    void clear() {
        count = 0;
    }

    /**
     * Offers every token of a row.
     *
     * @param base what each value is added to
     * @param values [V]; minus infinity is never taken
     */
    void offer(int row, double base, float[] values) {
        int token = beyond(values, 0, limit(base));
        while (token < values.length) { // nearly never
            offer(row, token, base + Math.min(0, checked(values[token], token)));
            token = beyond(values, token + 1, limit(base));
        }
    }

    /** The first place from {@code from} on of a value that is not within a limit, or is no number; the number of values if there is none. */
    private static int beyond(float[] values, int from, float limit) {
        for (int place = from; place < values.length; place++) { // HotSpot unrolls a loop of no more than this
            if (!(values[place] <= limit)) {
                return place;
            }
        }
        return values.length;
    }

    /** Offers one continuation. */
    void offer(int row, int token, double sum) {
        if (count == capacity && !(sum > sums[count - 1]) || sum == Double.NEGATIVE_INFINITY) {
            return;
        }
        int at = count < capacity ? count++ : count - 1;
        for (; at > 0 && sum > sums[at - 1]; at--) {
            sums[at] = sums[at - 1];
            rows[at] = rows[at - 1];
            tokens[at] = tokens[at - 1];
        }
        sums[at] = sum;
        rows[at] = row;
        tokens[at] = token;
    }

    /** How many of these stand before another continuation. */
    int before(int row, int token, double sum) {
        int better = 0;
        while (better < count
                && (sums[better] > sum
                        || sums[better] == sum
                                && (rows[better] < row || rows[better] == row && tokens[better] < token))) {
            better++;
        }
        return better;
    }

    /** A value that is not below what would be too small. */
    private float limit(double base) {
        return count < capacity
                ? Float.NEGATIVE_INFINITY
                : Math.nextDown((float) (sums[count - 1] - base)); // rounding may not hide a candidate
    }

    /** The value of a token, unless it is no number. */
    static float checked(float value, int token) {
        if (Float.isNaN(value)) {
            throw new IllegalArgumentException("Expected log-probabilities, found NaN for token " + token
                    + ": the model's weights are damaged or have diverged.");
        }
        return value;
    }
}
