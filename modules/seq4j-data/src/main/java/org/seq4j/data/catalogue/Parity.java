package org.seq4j.data.catalogue;

import java.util.List;
import java.util.Map;
import org.seq4j.data.random.CounterRandom;

/**
 * The set {@code parity}: YES where the number of 1s among bits is even, else NO, a tab, and the bits between blanks.
 * Train and dev have lengths 1 to 20, test has length 200. Labels are as good as balanced, and no sum over the bits tells
 * them but the one modulo 2.
 */
final class Parity implements GeneratedSet {
    private static final int LONGEST = 20;
    private static final int TEST_LENGTH = 200;

    @Override
    public String description() {
        return "bits with YES where the number of 1s is even, up to " + LONGEST + " long, test " + TEST_LENGTH;
    }

    @Override
    public Map<String, List<String>> generate() {
        CounterRandom random = new CounterRandom(0, 5);
        return GeneratedSet.splits(
                10_000,
                1_000,
                1_000,
                split -> split.equals("test") ? line(random, TEST_LENGTH, TEST_LENGTH) : line(random, 1, LONGEST));
    }

    private static String line(CounterRandom random, int least, int most) {
        int length = least + random.nextInt(most - least + 1);
        StringBuilder bits = new StringBuilder(2 * length);
        int ones = 0;
        for (int t = 0; t < length; t++) {
            int bit = random.nextInt(2);
            ones += bit;
            bits.append(t == 0 ? "" : " ").append(bit);
        }
        return (ones % 2 == 0 ? "YES" : "NO") + "\t" + bits;
    }
}
