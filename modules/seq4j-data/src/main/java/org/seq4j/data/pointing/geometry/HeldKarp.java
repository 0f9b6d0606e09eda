package org.seq4j.data.pointing.geometry;

import java.util.Arrays;

/**
 * The shortest round trip by dynamic programming over sets of visited points (Held and Karp 1962, "A dynamic programming
 * approach to sequencing problems"): time 2^n n^2, memory 2^n n.
 */
public final class HeldKarp {
    /** Most points that are solved in about a millisecond. */
    public static final int MOST = 12;

    /** What records call it. */
    public static final String NAME = "Held-Karp (optimal)";

    private HeldKarp() {}

    /**
     * An optimal order of all positions: from 1 on, counter-clockwise, the first not repeated.
     *
     * @param points 1 to {@value #MOST} points
     * @throws IllegalArgumentException for more or none
     */
    public static int[] tour(Points points) {
        int size = points.size();
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException("Held-Karp takes 1 to " + MOST + " points, not " + size);
        }
        if (size == 1) {
            return new int[] {1};
        }
        int others = size - 1; // position 1 is the start; the others are bits 0..others-1
        double[] distance = distances(points);
        int sets = 1 << others;
        double[] best = new double[sets * others]; // shortest way from 1 through the set, ending at one of it
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        byte[] from = new byte[sets * others];
        for (int last = 0; last < others; last++) {
            best[(1 << last) * others + last] = distance[last + 1];
        }
        for (int set = 1; set < sets; set++) {
            for (int ends = set; ends != 0; ends &= ends - 1) {
                relax(set, Integer.numberOfTrailingZeros(ends), size, distance, best, from);
            }
        }
        return Tour.canonical(points, walk(size, distance, best, from));
    }

    /** Goes on from the end of the way through a set to every point that is not yet on it. */
    private static void relax(int set, int last, int size, double[] distance, double[] best, byte[] from) {
        int others = size - 1;
        double way = best[set * others + last];
        for (int left = ~set & (1 << others) - 1; left != 0; left &= left - 1) {
            int next = Integer.numberOfTrailingZeros(left);
            int place = (set | 1 << next) * others + next;
            double length = way + distance[(last + 1) * size + next + 1];
            if (length < best[place]) {
                best[place] = length;
                from[place] = (byte) last;
            }
        }
    }

    private static int[] walk(int size, double[] distance, double[] best, byte[] from) {
        int others = size - 1;
        int set = (1 << others) - 1;
        int last = 0;
        double shortest = Double.POSITIVE_INFINITY;
        for (int end = 0; end < others; end++) {
            double length = best[set * others + end] + distance[end + 1];
            if (length < shortest) {
                shortest = length;
                last = end;
            }
        }
        int[] order = new int[size];
        order[0] = 1;
        for (int i = others; i > 0; i--) {
            order[i] = last + 2;
            int before = from[set * others + last];
            set &= ~(1 << last);
            last = before;
        }
        return order;
    }

    /** n x n, from 0. */
    static double[] distances(Points points) {
        int size = points.size();
        double[] distance = new double[size * size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                distance[a * size + b] = points.distance(a + 1, b + 1);
            }
        }
        return distance;
    }
}
