package org.seq4j.data.pointing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seq4j.data.pointing.geometry.ConvexHull;
import org.seq4j.data.pointing.geometry.Delaunay;
import org.seq4j.data.pointing.geometry.HeldKarp;
import org.seq4j.data.pointing.geometry.IteratedLocalSearch;
import org.seq4j.data.pointing.geometry.Points;

/**
 * The problems that {@link PointingGenerator} makes, with their labels, as in Vinyals, Fortunato and Jaitly (2015,
 * "Pointer networks").
 */
public enum PointingTask {
    /** The corners of the hull, counter-clockwise, from the smallest position on, the first again at the end. */
    CONVEX_HULL(2, 3) {
        @Override
        public int[] label(PointingExample example) {
            return closed(ConvexHull.of(example.points()));
        }

        @Override
        public int[] canonical(int[] target) {
            return fromSmallest(target);
        }

        @Override
        boolean proper(PointingExample example, int[] target) {
            return target.length > 3;
        }

        @Override
        public String labelling(int least, int most) {
            return "convex hull by monotone chain with exact orientation";
        }
    },

    /**
     * The Delaunay triangulation: triangles as rising triples, ordered by their incentres, as in section 4.2.2 of the
     * paper.
     */
    DELAUNAY(2, 3) {
        @Override
        public int[] label(PointingExample example) {
            return Delaunay.of(example.points()).stream()
                    .flatMapToInt(t -> IntStream.of(t.a(), t.b(), t.c()))
                    .toArray();
        }

        @Override
        public int[] canonical(int[] target) {
            int[] rising = target.clone();
            for (int at = 0; at + 3 <= rising.length; at += 3) {
                Arrays.sort(rising, at, at + 3);
            }
            return rising;
        }

        @Override
        public String labelling(int least, int most) {
            return "Delaunay triangulation by JTS with exact tests of circles";
        }
    },

    /**
     * A short round trip from position 1 on, counter-clockwise, 1 again at the end: the shortest up to
     * {@value HeldKarp#MOST} points, above that the one of a heuristic.
     */
    TSP(2, 2) {
        @Override
        public int[] label(PointingExample example) {
            Points points = example.points();
            return closed(points.size() <= HeldKarp.MOST ? HeldKarp.tour(points) : IteratedLocalSearch.tour(points));
        }

        @Override
        public int[] canonical(int[] target) {
            return fromSmallest(target);
        }

        @Override
        public String labelling(int least, int most) {
            if (most <= HeldKarp.MOST) {
                return HeldKarp.NAME;
            }
            return least > HeldKarp.MOST
                    ? IteratedLocalSearch.NAME
                    : HeldKarp.NAME + " up to " + HeldKarp.MOST + " points, above " + IteratedLocalSearch.NAME;
        }
    },

    /** All positions in rising order of their values; of equal values the smaller position comes first. */
    SORT(1, 1) {
        @Override
        public int[] label(PointingExample example) {
            if (example.features() != 1) {
                throw new IllegalArgumentException(
                        "Elements to sort are single numbers, not " + example.features() + " each");
            }
            float[] values = example.vectors();
            return IntStream.rangeClosed(1, values.length)
                    .boxed()
                    .sorted(Comparator.<Integer, Float>comparing(i -> values[i - 1]))
                    .mapToInt(i -> i)
                    .toArray();
        }

        @Override
        public String labelling(int least, int most) {
            return "positions in rising order of their values";
        }
    };

    private final int features;
    private final int leastSize;

    PointingTask(int features, int leastSize) {
        this.features = features;
        this.leastSize = leastSize;
    }

    /** F of the task's elements. */
    public int features() {
        return features;
    }

    /** The fewest elements of which the task makes sense. */
    public int leastSize() {
        return leastSize;
    }

    /** The name in files and reports, such as {@code convex_hull}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The target of these elements; the example's own target is not looked at.
     *
     * @throws IllegalArgumentException where F is not the task's
     */
    public abstract int[] label(PointingExample example);

    private static int[] closed(int[] ring) {
        int[] closed = Arrays.copyOf(ring, ring.length + 1);
        closed[ring.length] = ring[0];
        return closed;
    }

    /**
     * The same answer in the form of {@link #label}, where positions were numbered anew: round trips begin with the smallest position, triples rise.
     *
     * @param target positions; is not changed
     */
    public int[] canonical(int[] target) {
        return target;
    }

    private static int[] fromSmallest(int[] round) {
        int length = round.length - 1;
        if (length < 1 || round[0] != round[length]) {
            return round;
        }
        int[] ring = Arrays.copyOf(round, length);
        int first = IntStream.range(0, length)
                .reduce((a, b) -> ring[b] < ring[a] ? b : a)
                .orElseThrow();
        return closed(IntStream.range(first, first + length)
                .map(i -> ring[i % length])
                .toArray());
    }

    /** How examples of {@code least} to {@code most} elements get their labels, in a phrase for records. */
    public abstract String labelling(int least, int most);

    /** The task of a name such as {@code convex_hull}, or nothing. */
    public static Optional<PointingTask> of(String key) {
        return Arrays.stream(values()).filter(task -> task.key().equals(key)).findFirst();
    }

    /** Whether elements with this target make an example of the usual kind; those that do not are drawn anew. */
    boolean proper(PointingExample example, int[] target) {
        return target.length > 0;
    }
}
