package org.seq4j.data.pointing.geometry;

import java.util.Arrays;
import java.util.Comparator;

/** A triangle by the positions of its corners, {@code a < b < c}. */
public record Triangle(int a, int b, int c) {
    /** @throws IllegalArgumentException where the positions do not rise */
    public Triangle {
        if (a >= b || b >= c) {
            throw new IllegalArgumentException(
                    "The corners of a triangle rise, not " + a + ", " + b + ", " + c + "; see Triangle.of");
        }
    }

    /**
     * The triangle of three positions in any order.
     *
     * @throws IllegalArgumentException where two of them are equal
     */
    public static Triangle of(int a, int b, int c) {
        int[] corners = {a, b, c};
        Arrays.sort(corners);
        return new Triangle(corners[0], corners[1], corners[2]);
    }

    /**
     * The order of Vinyals et al. (2015), section 4.2.2: by the incentre's abscissa, then its ordinate; of triangles
     * with one incentre, by their corners.
     */
    public static Comparator<Triangle> byIncentre(Points points) {
        return Comparator.<Triangle>comparingDouble(t -> t.incentre(points, points::x))
                .thenComparingDouble(t -> t.incentre(points, points::y))
                .thenComparingInt(Triangle::a)
                .thenComparingInt(Triangle::b)
                .thenComparingInt(Triangle::c);
    }

    private interface Coordinate {
        double at(int position);
    }

    /** Corners weighted by the length of the opposite side. */
    private double incentre(Points points, Coordinate of) {
        double oppositeA = points.distance(b, c);
        double oppositeB = points.distance(a, c);
        double oppositeC = points.distance(a, b);
        return (oppositeA * of.at(a) + oppositeB * of.at(b) + oppositeC * of.at(c))
                / (oppositeA + oppositeB + oppositeC);
    }
}
