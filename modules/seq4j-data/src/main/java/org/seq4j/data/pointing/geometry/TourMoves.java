package org.seq4j.data.pointing.geometry;

/**
 * Makes a tour shorter by 2-opt (Croes 1958: two edges replaced, what lies between reversed) and or-opt (Or 1976: up to
 * three neighbours moved elsewhere, either way round), until no such move helps.
 */
final class TourMoves {
    /** A gain below this may be rounding, and could be undone for ever. */
    private static final double LEAST_GAIN = 1e-12;

    private static final int LONGEST_SEGMENT = 3;

    private final int size;
    private final double[] distance;
    private final int[] buffer;

    /** @param distance n x n, from 0 */
    TourMoves(int size, double[] distance) {
        this.size = size;
        this.distance = distance;
        this.buffer = new int[size];
    }

    private double distance(int a, int b) {
        return distance[a * size + b];
    }

    /** Changes the order, of points from 0, in place. */
    void improve(int[] tour) {
        boolean better = size > 3;
        while (better) {
            better = reverse(tour);
            for (int length = 1; length <= Math.min(LONGEST_SEGMENT, size - 3); length++) {
                better |= move(tour, length);
            }
        }
    }

    /** A pass of 2-opt; whether it found anything. */
    private boolean reverse(int[] tour) {
        boolean better = false;
        for (int i = 0; i < size - 2; i++) {
            for (int j = i + 2; j < size - (i == 0 ? 1 : 0); j++) {
                int a = tour[i];
                int b = tour[i + 1];
                int c = tour[j];
                int d = tour[j + 1 == size ? 0 : j + 1];
                if (distance(a, c) + distance(b, d) < distance(a, b) + distance(c, d) - LEAST_GAIN) {
                    for (int left = i + 1, right = j; left < right; left++, right--) {
                        int kept = tour[left];
                        tour[left] = tour[right];
                        tour[right] = kept;
                    }
                    better = true;
                }
            }
        }
        return better;
    }

    /** A pass of or-opt with segments of one length; whether it found anything. */
    private boolean move(int[] tour, int length) {
        boolean better = false;
        for (int start = 0; start < size; start++) {
            better |= moveSegment(tour, start, length);
        }
        return better;
    }

    private boolean moveSegment(int[] tour, int start, int length) {
        int first = tour[start];
        int last = tour[(start + length - 1) % size];
        int before = tour[(start + size - 1) % size];
        int after = tour[(start + length) % size];
        double gain = distance(before, first) + distance(last, after) - distance(before, after) - LEAST_GAIN;
        int rest = size - length;
        int left = after;
        for (int k = 0; k < rest - 1; k++) { // every edge of the rest but the one that closes the gap
            int right = tour[(start + length + k + 1) % size];
            double edge = distance(left, right);
            double straight = distance(left, first) + distance(last, right) - edge;
            double turned = distance(left, last) + distance(first, right) - edge;
            if (Math.min(straight, turned) < gain) {
                place(tour, start, length, k, turned < straight);
                return true;
            }
            left = right;
        }
        return false;
    }

    /** Puts the segment behind point k of the rest. */
    private void place(int[] tour, int start, int length, int k, boolean turned) {
        int to = 0;
        for (int i = 0; i <= k; i++) {
            buffer[to++] = tour[(start + length + i) % size];
        }
        for (int i = 0; i < length; i++) {
            buffer[to++] = tour[(start + (turned ? length - 1 - i : i)) % size];
        }
        for (int i = k + 1; i < size - length; i++) {
            buffer[to++] = tour[(start + length + i) % size];
        }
        System.arraycopy(buffer, 0, tour, 0, size);
    }
}
