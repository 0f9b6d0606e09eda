package org.seq4j.data.pointing.geometry;

/** Points of the plane by their positions 1..n. Immutable. */
public final class Points {
    private final double[] xy;

    private Points(double[] xy) {
        if (xy.length % 2 != 0) {
            throw new IllegalArgumentException("Points of the plane need an even number of values, not " + xy.length);
        }
        for (int i = 0; i < xy.length; i++) {
            if (!Double.isFinite(xy[i])) {
                throw new IllegalArgumentException("A coordinate must be a finite number, not " + xy[i]);
            }
            xy[i] += 0.0; // -0 becomes 0, so that equal coordinates sort as equal
        }
        this.xy = xy;
    }

    /**
     * Points from their coordinates {@code x1 y1 .. xn yn}.
     *
     * @throws IllegalArgumentException for an odd number of values, or one that is not finite
     */
    public static Points of(double... xy) {
        return new Points(xy.clone());
    }

    /** Points from float coordinates {@code x1 y1 .. xn yn}, which are kept exactly. */
    public static Points of(float[] xy) {
        double[] wide = new double[xy.length];
        for (int i = 0; i < xy.length; i++) {
            wide[i] = xy[i];
        }
        return new Points(wide);
    }

    /** n. */
    public int size() {
        return xy.length / 2;
    }

    /** The abscissa of the point at a position 1..n. */
    public double x(int position) {
        return xy[2 * position - 2];
    }

    /** The ordinate of the point at a position 1..n. */
    public double y(int position) {
        return xy[2 * position - 1];
    }

    /** The Euclidean distance of two points. */
    public double distance(int a, int b) {
        double dx = x(a) - x(b);
        double dy = y(a) - y(b);
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** Whether two positions hold the same point. */
    public boolean same(int a, int b) {
        return x(a) == x(b) && y(a) == y(b);
    }
}
