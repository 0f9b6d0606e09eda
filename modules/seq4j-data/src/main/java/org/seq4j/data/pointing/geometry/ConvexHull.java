package org.seq4j.data.pointing.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The convex hull by the monotone chain (Andrew 1979, "Another efficient algorithm for convex hulls in two
 * dimensions"), with exact orientation.
 */
public final class ConvexHull {
    private ConvexHull() {}

    /**
     * The corners of the hull, counter-clockwise, from the smallest position on; the first is not repeated. Points in
     * the middle of an edge are no corners; of equal points the smallest position stands for all. Points on one line
     * have two corners, equal ones a single one.
     *
     * @param points n points, n at least 1
     */
    public static int[] of(Points points) {
        if (points.size() == 0) {
            throw new IllegalArgumentException("No points have no hull");
        }
        int[] order = IntStream.rangeClosed(1, points.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(points::x)
                        .thenComparingDouble(points::y)
                        .thenComparingInt(i -> i))
                .mapToInt(i -> i)
                .toArray();
        order = distinct(points, order);
        if (order.length < 3) {
            Arrays.sort(order);
            return order;
        }
        int[] chain = new int[2 * order.length];
        int size = 0;
        for (int i : order) { // the lower side, left to right
            size = extend(points, chain, size, 0, i);
        }
        int lower = size - 1;
        for (int k = order.length - 2; k >= 0; k--) { // the upper side, right to left
            size = extend(points, chain, size, lower, order[k]);
        }
        return fromSmallest(Arrays.copyOf(chain, size - 1));
    }

    /** Of equal neighbours the first. */
    private static int[] distinct(Points points, int[] order) {
        int[] kept = new int[order.length];
        int count = 0;
        for (int i : order) {
            if (count == 0 || !points.same(kept[count - 1], i)) {
                kept[count++] = i;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** Puts a point at the end of a chain that turns left only, from place {@code base} on. */
    private static int extend(Points points, int[] chain, int size, int base, int next) {
        int top = size;
        while (top - base >= 2 && Predicates.orientation(points, chain[top - 2], chain[top - 1], next) <= 0) {
            top--;
        }
        chain[top] = next;
        return top + 1;
    }

    private static int[] fromSmallest(int[] ring) {
        int first = IntStream.range(0, ring.length)
                .boxed()
                .min(Comparator.comparingInt(i -> ring[i]))
                .orElse(0);
        return IntStream.range(0, ring.length)
                .map(i -> ring[(first + i) % ring.length])
                .toArray();
    }
}
