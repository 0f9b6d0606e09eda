package org.seq4j.data.pointing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.seq4j.data.pointing.geometry.ConvexHull;

/** The problems that {@link PointingGenerator} makes, with their labels. */
public enum PointingTask {
    /** The corners of the hull, counter-clockwise, from the smallest position on, the first again at the end. */
    CONVEX_HULL(2, 3) {
        @Override
        public int[] label(PointingExample example) {
            int[] corners = ConvexHull.of(example.points());
            int[] closed = Arrays.copyOf(corners, corners.length + 1);
            closed[corners.length] = corners[0];
            return closed;
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

    /** All positions in rising order of their values; of equal values the smaller position comes first. */
    SORT(1, 1) {
        @Override
        public int[] label(PointingExample example) {
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

    /** How examples of {@code least} to {@code most} elements get their labels, in a phrase for records. */
    public abstract String labelling(int least, int most);

    /** Whether elements with this target make an example of the usual kind; those that do not are drawn anew. */
    boolean proper(PointingExample example, int[] target) {
        return target.length > 0;
    }
}
