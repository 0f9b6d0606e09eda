package org.seq4j.data.pointing.geometry;

import org.seq4j.data.random.CounterRandom;

/**
 * Short round trips without a promise: farthest insertion, 2-opt and or-opt until neither helps, then double-bridge
 * kicks, each followed by both again and taken back where the tour got longer (Johnson and McGeoch 1997, "The traveling
 * salesman problem: a case study in local optimization"). A kick exchanges two neighbouring pieces of at most 10
 * points; there are 500 / n kicks, at most n. The same points in the same order give the same tour.
 */
public final class IteratedLocalSearch {
    /** What records call it. */
    public static final String NAME = "iterated local search of farthest insertion, 2-opt and or-opt (heuristic)";

    private static final int WORK = 500;
    private static final int LONGEST_PIECE = 10;

    /** Fewest points that a double bridge can change. */
    private static final int LEAST_TO_KICK = 8;

    private final int size;
    private final double[] distance;
    private final TourMoves moves;

    private IteratedLocalSearch(Points points) {
        this.size = points.size();
        this.distance = HeldKarp.distances(points);
        this.moves = new TourMoves(size, distance);
    }

    /**
     * An order of all positions: from 1 on, counter-clockwise, the first not repeated.
     *
     * @param points at least one
     */
    public static int[] tour(Points points) {
        if (points.size() < 1) {
            throw new IllegalArgumentException("No points have no tour");
        }
        int[] order = new IteratedLocalSearch(points).search();
        for (int i = 0; i < order.length; i++) {
            order[i]++;
        }
        return Tour.canonical(points, order);
    }

    private int[] search() {
        int[] best = insertFarthest();
        moves.improve(best);
        double shortest = length(best);
        CounterRandom random = new CounterRandom(0, size);
        int kicks = size < LEAST_TO_KICK ? 0 : Math.min(size, WORK / size);
        for (int k = 0; k < kicks; k++) {
            int[] tour = kick(best, random);
            moves.improve(tour);
            double length = length(tour);
            if (length < shortest) {
                shortest = length;
                best = tour;
            }
        }
        return best;
    }

    /** From the first point on, the point farthest from the tour goes where it lengthens the tour least. */
    private int[] insertFarthest() {
        int[] tour = new int[size];
        double[] nearest = new double[size]; // distance to the tour, -1 for points on it
        for (int i = 1; i < size; i++) {
            nearest[i] = distance[i];
        }
        nearest[0] = -1;
        for (int count = 1; count < size; count++) {
            int farthest = 0;
            for (int i = 1; i < size; i++) {
                if (nearest[i] > nearest[farthest]) {
                    farthest = i;
                }
            }
            insert(tour, count, farthest);
            nearest[farthest] = -1;
            for (int i = 0; i < size; i++) {
                nearest[i] = Math.min(nearest[i], distance[i * size + farthest]);
            }
        }
        return tour;
    }

    private void insert(int[] tour, int count, int point) {
        int place = count;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            int a = tour[i];
            int b = tour[(i + 1) % count];
            double more = distance[a * size + point] + distance[point * size + b] - distance[a * size + b];
            if (more < least) {
                least = more;
                place = i + 1;
            }
        }
        System.arraycopy(tour, place, tour, place + 1, count - place);
        tour[place] = point;
    }

    /** The tour A B C D with B and C exchanged, from a random point on. */
    private int[] kick(int[] tour, CounterRandom random) {
        int longest = Math.min(LONGEST_PIECE, (size - 2) / 2);
        int start = random.nextInt(size);
        int first = 1 + random.nextInt(longest);
        int second = 1 + random.nextInt(longest);
        int[] kicked = new int[size];
        for (int i = 0; i < size; i++) {
            int from = i < second ? first + i : i < first + second ? i - second : i;
            kicked[i] = tour[(start + from) % size];
        }
        return kicked;
    }

    private double length(int[] tour) {
        double length = distance[tour[size - 1] * size + tour[0]];
        for (int i = 1; i < size; i++) {
            length += distance[tour[i - 1] * size + tour[i]];
        }
        return length;
    }
}
