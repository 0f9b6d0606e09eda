package org.seq4j.data.pointing.geometry;

import java.util.HashSet;
import java.util.Set;

/** Polygons by the positions of their corners, the first not repeated at the end. */
public final class Polygon {
    private Polygon() {}

    /** The area, positive where the corners turn counter-clockwise. */
    public static double signedArea(Points points, int[] corners) {
        double twice = 0;
        for (int i = 1; i + 1 < corners.length; i++) {
            double x = points.x(corners[0]);
            double y = points.y(corners[0]);
            twice += (points.x(corners[i]) - x) * (points.y(corners[i + 1]) - y)
                    - (points.y(corners[i]) - y) * (points.x(corners[i + 1]) - x);
        }
        return twice / 2;
    }

    /** The area of a simple polygon. */
    public static double area(Points points, int[] corners) {
        return Math.abs(signedArea(points, corners));
    }

    /**
     * Whether there are at least three corners, no position twice, and no two edges meet but neighbours in the corner
     * they share. Decided exactly.
     */
    public static boolean simple(Points points, int[] corners) {
        int size = corners.length;
        if (size < 3) {
            return false;
        }
        Set<Integer> seen = new HashSet<>();
        for (int corner : corners) {
            if (corner < 1 || corner > points.size() || !seen.add(corner)) {
                return false;
            }
        }
        for (int i = 0; i < size; i++) {
            int a = corners[i];
            int b = corners[(i + 1) % size];
            if (points.same(a, b) || turnsBack(points, a, b, corners[(i + 2) % size])) {
                return false;
            }
            for (int j = i + 2; j < size; j++) {
                int c = corners[j];
                int d = corners[(j + 1) % size];
                if (d != a && meet(points, a, b, c, d)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the edges a-b and b-c lie on one another. */
    private static boolean turnsBack(Points points, int a, int b, int c) {
        return Predicates.orientation(points, a, b, c) == 0 && !between(points, a, b, c);
    }

    /** Whether two edges have a point in common. */
    private static boolean meet(Points points, int a, int b, int c, int d) {
        int abc = Predicates.orientation(points, a, b, c);
        int abd = Predicates.orientation(points, a, b, d);
        int cda = Predicates.orientation(points, c, d, a);
        int cdb = Predicates.orientation(points, c, d, b);
        if (abc * abd < 0 && cda * cdb < 0) {
            return true;
        }
        return (abc == 0 && between(points, a, c, b))
                || (abd == 0 && between(points, a, d, b))
                || (cda == 0 && between(points, c, a, d))
                || (cdb == 0 && between(points, c, b, d));
    }

    /** Whether b, on one line with a and c, lies on the edge a-c. */
    private static boolean between(Points points, int a, int b, int c) {
        return points.x(b) >= Math.min(points.x(a), points.x(c))
                && points.x(b) <= Math.max(points.x(a), points.x(c))
                && points.y(b) >= Math.min(points.y(a), points.y(c))
                && points.y(b) <= Math.max(points.y(a), points.y(c));
    }

    /** Whether two lists of corners are one polygon: the same up to rotation and direction. */
    public static boolean same(int[] first, int[] second) {
        int size = first.length;
        if (second.length != size) {
            return false;
        }
        for (int shift = 0; shift < Math.max(1, size); shift++) {
            for (int step = -1; step <= 1; step += 2) {
                int matched = 0;
                while (matched < size && first[matched] == second[Math.floorMod(shift + step * matched, size)]) {
                    matched++;
                }
                if (matched == size) {
                    return true;
                }
            }
        }
        return false;
    }
}
