package org.seq4j.data.pointing.geometry;

/** Round trips: orders of all positions, of which the last leads back to the first. */
public final class Tour {
    private Tour() {}

    /**
     * The length of a round trip, the closing edge included.
     *
     * @param order positions, the first not repeated at the end
     */
    public static double length(Points points, int[] order) {
        double length = 0;
        for (int i = 0; i < order.length; i++) {
            length += points.distance(order[i], order[(i + 1) % order.length]);
        }
        return length;
    }

    /**
     * The same round trip from position 1 on, and counter-clockwise where it encloses an area; where it does not, with
     * the smaller of the two neighbours of 1 second.
     */
    static int[] canonical(Points points, int[] order) {
        int size = order.length;
        int first = 0;
        while (order[first] != 1) {
            first++;
        }
        double area = Polygon.signedArea(points, order);
        int after = order[(first + 1) % size];
        int before = order[(first + size - 1) % size];
        boolean forwards = area > 0 || (area == 0 && after <= before);
        int[] canonical = new int[size];
        for (int i = 0; i < size; i++) {
            canonical[i] = order[Math.floorMod(forwards ? first + i : first - i, size)];
        }
        return canonical;
    }
}
