package org.seq4j.data.pointing.geometry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes any triangulation a Delaunay triangulation: while the fourth corner of two triangles with a common edge lies
 * inside the circle of the first, the edge is replaced by the other diagonal (Lawson 1977, "Software for C1 surface
 * interpolation"). The test is exact, so this ends.
 */
final class EdgeFlips {
    /** Two triangles with a common edge, and what an exchange of diagonals makes of them. */
    private record Flip(Triangle first, Triangle second, Triangle third, Triangle fourth) {}

    private EdgeFlips() {}

    static List<Triangle> delaunay(Points points, List<Triangle> triangulation) {
        List<Triangle> triangles = new ArrayList<>(triangulation);
        for (Flip flip = next(points, triangles); flip != null; flip = next(points, triangles)) {
            triangles.remove(flip.first);
            triangles.remove(flip.second);
            triangles.add(flip.third);
            triangles.add(flip.fourth);
        }
        return triangles;
    }

    private static @Nullable Flip next(Points points, List<Triangle> triangles) {
        int width = points.size() + 1;
        int[] opposite = new int[width * width]; // of the first triangle at an edge, the corner off it
        for (Triangle t : triangles) {
            int[][] sides = {{t.a(), t.b(), t.c()}, {t.a(), t.c(), t.b()}, {t.b(), t.c(), t.a()}};
            for (int[] side : sides) {
                int edge = side[0] * width + side[1];
                int other = opposite[edge];
                opposite[edge] = side[2];
                if (other != 0 && inside(points, side[0], side[1], other, side[2])) {
                    return new Flip(
                            Triangle.of(side[0], side[1], other),
                            t,
                            Triangle.of(other, side[2], side[0]),
                            Triangle.of(other, side[2], side[1]));
                }
            }
        }
        return null;
    }

    /** Whether d is inside the circle through a, b, c. */
    private static boolean inside(Points points, int a, int b, int c, int d) {
        return Predicates.inCircle(points, a, b, c, d) * Predicates.orientation(points, a, b, c) > 0;
    }
}
