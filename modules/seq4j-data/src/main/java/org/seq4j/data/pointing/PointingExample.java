package org.seq4j.data.pointing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.seq4j.data.pointing.geometry.Points;

/**
 * Elements and the positions to be pointed at. The arrays are not copied and must not change.
 *
 * @param vectors n * F numbers, element after element
 * @param features F, at least 1
 * @param target positions 1..n in the order of the output, without the end; empty where there are none
 */
public record PointingExample(float[] vectors, int features, int[] target) {
    /** @throws IllegalArgumentException where there is no element, or one is not whole, or a position is not 1..n */
    public PointingExample {
        if (features < 1 || vectors.length == 0 || vectors.length % features != 0) {
            throw new IllegalArgumentException("An example needs whole elements of " + features + " numbers, not "
                    + vectors.length + " numbers in all");
        }
        int size = vectors.length / features;
        for (int position : target) {
            if (position < 1 || position > size) {
                throw new IllegalArgumentException(
                        "A position among " + size + " elements is 1.." + size + ", not " + position);
            }
        }
    }

    /** n. */
    public int size() {
        return vectors.length / features;
    }

    /** Number {@code feature}, 0..F-1, of the element at a position 1..n. */
    public float value(int position, int feature) {
        return vectors[(position - 1) * features + feature];
    }

    /**
     * The same elements in another order, and the target of that order.
     *
     * @param task what the target means, whose form it gets back (see {@link PointingTask#canonical}); null: the same positions in the same succession
     */
    public PointingExample inOrder(ElementOrder order, @Nullable PointingTask task) {
        if (order == ElementOrder.GIVEN) {
            return this;
        }
        int[] from = order.positions(this);
        float[] moved = new float[vectors.length];
        int[] places = new int[size() + 1];
        for (int i = 0; i < from.length; i++) {
            System.arraycopy(vectors, (from[i] - 1) * features, moved, i * features, features);
            places[from[i]] = i + 1;
        }
        int[] positions =
                Arrays.stream(target).map(position -> places[position]).toArray();
        return new PointingExample(moved, features, task == null ? positions : task.canonical(positions));
    }

    /**
     * The elements as points of the plane.
     *
     * @throws IllegalArgumentException where F is not 2
     */
    public Points points() {
        if (features != 2) {
            throw new IllegalArgumentException("Points of the plane have 2 coordinates, not " + features);
        }
        return Points.of(vectors);
    }
}
