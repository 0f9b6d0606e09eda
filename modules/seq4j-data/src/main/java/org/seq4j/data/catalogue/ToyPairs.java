package org.seq4j.data.catalogue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seq4j.data.random.CounterRandom;

/**
 * Toy tasks that other toolkits test themselves with, in their sizes; the numbers drawn are our own. A source, a tab and
 * its target a line.
 */
enum ToyPairs implements GeneratedSet {
    /**
     * Digit strings to copy, as in Sockeye's system tests: 1 to 9 of ten digits, 9,900 lines to train on and 100 to
     * test on (its further lines are empty).
     */
    COPY("digit strings of up to 9 digits to copy", 1) {
        @Override
        public Map<String, List<String>> generate() {
            return sizes(9_900, 100, 100, (random, split) -> digits(random, 9, 10, ToyPairs::same));
        }
    },

    /**
     * Number strings to reverse, as joeynmt's {@code generate_reverse_task.py} makes by default: 1 to 25 numbers from 0
     * to 49 in 50,000 training lines, 1 to 30 in 1,000 lines each of dev and test.
     */
    REVERSE("strings of up to 25 numbers below 50 to reverse, dev and test up to 30", 2) {
        @Override
        public Map<String, List<String>> generate() {
            return sizes(
                    50_000,
                    1_000,
                    1_000,
                    (random, split) -> digits(random, split.equals("train") ? 25 : 30, 50, ToyPairs::reversed));
        }
    },

    /** The digit strings of Sockeye's system tests to sort. */
    SORT("digit strings of up to 9 digits to sort", 3) {
        @Override
        public Map<String, List<String>> generate() {
            return sizes(9_900, 100, 100, (random, split) -> digits(random, 9, 10, ToyPairs::sorted));
        }
    },

    /**
     * Sums of two numbers of 1 to 3 digits, as in Keras' {@code addition_rnn.py}: 50,000 questions, of which none is
     * another one, not even with its numbers swapped; 45,000 to train on.
     */
    ADDITION("sums of two numbers of up to 3 digits, none twice", 4) {
        @Override
        public Map<String, List<String>> generate() {
            Set<Integer> seen = new HashSet<>();
            return sizes(45_000, 2_500, 2_500, (random, split) -> {
                while (true) {
                    int a = number(random);
                    int b = number(random);
                    if (seen.add(Math.min(a, b) * 1000 + Math.max(a, b))) {
                        return a + "+" + b + "\t" + (a + b);
                    }
                }
            });
        }
    };

    private interface Line {
        String draw(CounterRandom random, String split);
    }

    private interface Task {
        int[] target(int[] source);
    }

    private final String description;
    private final long stream;

    ToyPairs(String description, long stream) {
        this.description = description;
        this.stream = stream;
    }

    @Override
    public String description() {
        return description;
    }

    Map<String, List<String>> sizes(int train, int dev, int test, Line line) {
        CounterRandom random = new CounterRandom(0, stream);
        return GeneratedSet.splits(train, dev, test, split -> line.draw(random, split));
    }

    private static String digits(CounterRandom random, int longest, int values, Task task) {
        int[] source = new int[1 + random.nextInt(longest)];
        Arrays.setAll(source, i -> random.nextInt(values));
        return text(source) + "\t" + text(task.target(source));
    }

    private static String text(int[] numbers) {
        return IntStream.of(numbers).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    private static int[] same(int[] source) {
        return source;
    }

    private static int[] sorted(int[] source) {
        return IntStream.of(source).sorted().toArray();
    }

    private static int[] reversed(int[] source) {
        return IntStream.range(0, source.length)
                .map(i -> source[source.length - 1 - i])
                .toArray();
    }

    /** A number of 1 to 3 digits, leading zeros among them. */
    private static int number(CounterRandom random) {
        int bound = 10;
        for (int more = random.nextInt(3); more > 0; more--) {
            bound *= 10;
        }
        return random.nextInt(bound);
    }
}
