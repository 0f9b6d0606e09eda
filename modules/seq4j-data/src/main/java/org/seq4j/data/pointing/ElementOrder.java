package org.seq4j.data.pointing;

import java.util.stream.IntStream;

/**
 * In which order a model reads elements: a recurrent encoder learns more from some than from others (Vinyals, Bengio and Kudlur 2016, "Order matters", section 3).
 */
public enum ElementOrder {
    /** As they stand. */
    GIVEN,

    /** In rising order of their first numbers, of equal ones of the second, and so on; equal elements as they stand. */
    LEXICOGRAPHIC;

    /** For each place of this order, the position 1..n that its element has in the example. */
    public int[] positions(PointingExample example) {
        IntStream given = IntStream.rangeClosed(1, example.size());
        return switch (this) {
            case GIVEN -> given.toArray();
            case LEXICOGRAPHIC ->
                given.boxed()
                        .sorted((a, b) -> compare(example, a, b))
                        .mapToInt(i -> i)
                        .toArray();
        };
    }

    private static int compare(PointingExample example, int a, int b) {
        int difference = 0;
        for (int f = 0; f < example.features() && difference == 0; f++) {
            difference = Float.compare(example.value(a, f), example.value(b, f));
        }
        return difference;
    }
}
