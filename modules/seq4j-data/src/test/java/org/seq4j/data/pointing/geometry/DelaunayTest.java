package org.seq4j.data.pointing.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DelaunayTest {
    /** Triangles that turn, with no point inside their circles, that fill the hull. */
    private static List<Triangle> checked(Points points) {
        List<Triangle> triangles = Delaunay.of(points);
        double area = 0;
        for (Triangle t : triangles) {
            int turn = Predicates.orientation(points, t.a(), t.b(), t.c());
            assertThat(turn).isNotZero();
            for (int d = 1; d <= points.size(); d++) {
                assertThat(turn * Predicates.inCircle(points, t.a(), t.b(), t.c(), d))
                        .as("%s and point %d", t, d)
                        .isNotPositive();
            }
            area += Polygon.area(points, new int[] {t.a(), t.b(), t.c()});
        }
        int[] hull = ConvexHull.of(points);
        assertThat(area).isCloseTo(Polygon.area(points, hull), within(1e-9 * (1 + area)));
        assertThat(triangles).doesNotHaveDuplicates();
        if (hull.length < 3) {
            assertThat(triangles).isEmpty();
        }
        return triangles;
    }

    @Test
    void no_point_lies_inside_the_circle_of_a_triangle() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 1000; i++) {
            checked(RandomPoints.any(random, 1 + random.nextInt(12)));
        }
        checked(RandomPoints.uniform(random, 80));
    }

    @Test
    void floats_nearly_on_one_line_are_triangulated() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 300; i++) {
            float[] xy = new float[2 * (3 + random.nextInt(10))];
            for (int k = 0; k < xy.length; k += 2) {
                xy[k] = (float) random.nextInt(1 << 24) / (1 << 24);
                xy[k + 1] = xy[k] * 0.37f + random.nextInt(2) * 0x1p-24f;
            }
            checked(Points.of(xy));
        }
    }

    @Test
    void edges_that_fail_the_exact_test_are_flipped() {
        Points square = Points.of(0, 0, 1, 0, 1.1, 1.1, 0, 1);
        List<Triangle> wrong = List.of(new Triangle(1, 2, 3), new Triangle(1, 3, 4));
        List<Triangle> right = new ArrayList<>(List.of(new Triangle(1, 2, 4), new Triangle(2, 3, 4)));
        assertThat(EdgeFlips.delaunay(square, wrong)).containsExactlyInAnyOrderElementsOf(right);
        assertThat(EdgeFlips.delaunay(square, right)).isEqualTo(right);
        assertThat(Delaunay.of(square)).isEqualTo(right);
    }

    @Test
    void triangles_come_in_the_order_of_their_incentres() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100; i++) {
            Points points = RandomPoints.uniform(random, 15);
            double before = Double.NEGATIVE_INFINITY;
            for (Triangle t : Delaunay.of(points)) {
                double x = incentreX(points, t);
                assertThat(x).isGreaterThan(before);
                before = x;
            }
        }
        // two triangles above one another, of equal incentre abscissas
        Points kite = Points.of(-1, 0, 1, 0, 0, -3, 0, 3);
        assertThat(Delaunay.of(kite)).containsExactly(new Triangle(1, 2, 3), new Triangle(1, 2, 4));
    }

    /** Where the bisectors of two angles meet: from corner a, along the sum of the unit vectors of its sides. */
    private static double incentreX(Points p, Triangle t) {
        double ab = p.distance(t.a(), t.b());
        double ac = p.distance(t.a(), t.c());
        double bc = p.distance(t.b(), t.c());
        double toB = (p.x(t.b()) - p.x(t.a())) / ab;
        double toC = (p.x(t.c()) - p.x(t.a())) / ac;
        return p.x(t.a()) + (toB + toC) * ab * ac / (ab + bc + ac);
    }

    @Test
    void equal_points_are_one_and_lines_have_no_triangle() {
        assertThat(Delaunay.of(Points.of(0, 0, 1, 0, 0, 0, 0, 1, 1, 0))).containsExactly(new Triangle(1, 2, 4));
        assertThat(Delaunay.of(Points.of(0, 0, 1, 1, 2, 2, 5, 5))).isEmpty();
        assertThat(Delaunay.of(Points.of(0, 0, 0, 0, 0, 0))).isEmpty();
        assertThat(Delaunay.of(Points.of(0, 0, 1, 0, 1, 1, 0, 1)))
                .as("a square, either diagonal")
                .hasSize(2);
    }

    @Test
    void what_jts_cannot_triangulate_is_refused_with_a_sentence() {
        // found by search: doubles within one unit in the last place of a line
        SplittableRandom random = new SplittableRandom(8);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            double[] xy = new double[24];
            for (int k = 0; k < xy.length; k += 2) {
                xy[k] = random.nextInt(1 << 24) * 0x1p-24;
                xy[k + 1] = xy[k] * 0.37f + random.nextInt(2) * 0x1p-53;
            }
            Points points = Points.of(xy);
            try {
                checked(points);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("so nearly on one line");
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 200);
        assertThatThrownBy(() -> new Triangle(2, 1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Triangle.of(2, 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
