package org.seq4j.data.pointing.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.triangulate.DelaunayTriangulationBuilder;
import org.locationtech.jts.triangulate.quadedge.LocateFailureException;

/** Delaunay triangulations by JTS, whose test of the circle rounds; an exact one corrects them where it must. */
public final class Delaunay {
    private Delaunay() {}

    /**
     * The triangles, in the order of {@link Triangle#byIncentre}. Of equal points the smallest position stands for all;
     * points on one line have no triangle. Where more than three points lie on one empty circle, several
     * triangulations are right and this is one of them, the same each time.
     *
     * @throws IllegalArgumentException where the points are so nearly on one line, closer than floats can be, that JTS
     *     does not triangulate them
     */
    public static List<Triangle> of(Points points) {
        Map<Coordinate, Integer> positions = new HashMap<>();
        List<Coordinate> sites = new ArrayList<>();
        for (int i = 1; i <= points.size(); i++) {
            Coordinate site = new Coordinate(points.x(i), points.y(i));
            if (positions.putIfAbsent(site, i) == null) {
                sites.add(site);
            }
        }
        if (sites.size() < 3) {
            return List.of();
        }
        List<Triangle> triangles = triangulate(sites, positions);
        if (!whole(points, sites.size(), triangles)) {
            throw new IllegalArgumentException("The " + points.size() + " points are so nearly on one line that JTS"
                    + " finds no triangulation; move them apart or leave some out.");
        }
        List<Triangle> exact = EdgeFlips.delaunay(points, triangles);
        exact.sort(Triangle.byIncentre(points));
        return exact;
    }

    /** What JTS makes of distinct points; nothing where it gives up. */
    private static List<Triangle> triangulate(List<Coordinate> sites, Map<Coordinate, Integer> positions) {
        DelaunayTriangulationBuilder builder = new DelaunayTriangulationBuilder();
        builder.setSites(sites);
        List<Triangle> triangles = new ArrayList<>();
        try {
            for (Object triangle : builder.getSubdivision().getTriangleCoordinates(false)) {
                Coordinate[] ring = (Coordinate[]) triangle;
                int[] corners = new int[3];
                Arrays.setAll(corners, k -> positions.getOrDefault(ring[k], 0));
                triangles.add(Triangle.of(corners[0], corners[1], corners[2]));
            }
        } catch (LocateFailureException e) {
            return List.of();
        }
        return triangles;
    }

    /** Whether the triangles turn, lie side by side, and are fill the hull of so many distinct points. */
    private static boolean whole(Points points, int distinct, List<Triangle> triangles) {
        int width = points.size() + 1;
        BitSet sides = new BitSet(); // from corner to corner, a triangle at the left
        for (Triangle t : triangles) {
            int turn = Predicates.orientation(points, t.a(), t.b(), t.c());
            int second = turn > 0 ? t.b() : t.c();
            int third = turn > 0 ? t.c() : t.b();
            for (int side : new int[] {t.a() * width + second, second * width + third, third * width + t.a()}) {
                if (turn == 0 || sides.get(side)) {
                    return false;
                }
                sides.set(side);
            }
        }
        int[] border = sides.stream()
                .filter(side -> !sides.get(side % width * width + side / width))
                .toArray();
        boolean convex = IntStream.of(border)
                .allMatch(side -> IntStream.range(1, width)
                        .allMatch(i -> Predicates.orientation(points, side / width, side % width, i) >= 0));
        boolean flat = ConvexHull.of(points).length < 3;
        return flat ? triangles.isEmpty() : convex && triangles.size() == 2 * distinct - 2 - border.length;
    }
}
