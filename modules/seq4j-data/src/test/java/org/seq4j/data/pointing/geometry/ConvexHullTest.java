package org.seq4j.data.pointing.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConvexHullTest {
    /** Whole coordinates only: an edge has every other point at its left, or between its ends. */
    private static int[] byAllPairs(Points points) {
        List<Integer> distinct = new ArrayList<>();
        for (int i = 1; i <= points.size(); i++) {
            int candidate = i;
            if (distinct.stream().noneMatch(d -> points.same(d, candidate))) {
                distinct.add(i);
            }
        }
        Map<Integer, Integer> next = new HashMap<>();
        for (int a : distinct) {
            for (int b : distinct) {
                if (a != b && distinct.stream().allMatch(c -> leftOrBetween(points, a, b, c))) {
                    next.put(a, b);
                }
            }
        }
        int first = next.isEmpty()
                ? distinct.get(0)
                : next.keySet().stream().min(Integer::compare).orElseThrow();
        List<Integer> ring = new ArrayList<>(List.of(first));
        for (int i = next.getOrDefault(first, first); i != first; i = next.get(i)) {
            ring.add(i);
        }
        return ring.stream().mapToInt(i -> i).toArray();
    }

    private static boolean leftOrBetween(Points points, int a, int b, int c) {
        long abx = (long) (points.x(b) - points.x(a));
        long aby = (long) (points.y(b) - points.y(a));
        long acx = (long) (points.x(c) - points.x(a));
        long acy = (long) (points.y(c) - points.y(a));
        long cross = abx * acy - aby * acx;
        long along = abx * acx + aby * acy;
        return cross > 0 || (cross == 0 && along >= 0 && along <= abx * abx + aby * aby);
    }

    @Test
    void it_is_the_hull_of_all_pairs_also_with_equal_and_collinear_points() {
        SplittableRandom random = new SplittableRandom(2);
        int[] corners = new int[10];
        for (int i = 0; i < 4000; i++) {
            Points points = RandomPoints.grid(random, 1 + random.nextInt(9), 1 + random.nextInt(5));
            int[] hull = ConvexHull.of(points);
            assertThat(hull).isEqualTo(byAllPairs(points));
            corners[hull.length]++;
        }
        assertThat(corners[1]).isPositive();
        assertThat(corners[2]).isPositive();
        assertThat(corners[6]).isPositive();
    }

    @Test
    void the_order_of_the_points_changes_names_only() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            Points points = RandomPoints.uniform(random, 30);
            double[] turned = new double[60];
            for (int p = 1; p <= 30; p++) {
                turned[60 - 2 * p] = points.x(p);
                turned[61 - 2 * p] = points.y(p);
            }
            int[] hull = ConvexHull.of(points);
            int[] other = ConvexHull.of(Points.of(turned));
            for (int k = 0; k < other.length; k++) {
                other[k] = 31 - other[k];
            }
            assertThat(Polygon.same(hull, other)).isTrue();
            assertThat(Polygon.simple(points, hull)).isTrue();
            assertThat(Polygon.signedArea(points, hull)).isPositive();
        }
    }

    @Test
    void a_point_a_hair_outside_an_edge_is_a_corner() {
        double above = Math.nextUp(0.5);
        double below = Math.nextDown(0.5);
        assertThat(ConvexHull.of(Points.of(0, 0, 0.5, above, 1, 1, 1, 0))).containsExactly(1, 4, 3, 2);
        assertThat(ConvexHull.of(Points.of(0, 0, 0.5, 0.5, 1, 1, 1, 0))).containsExactly(1, 4, 3);
        assertThat(ConvexHull.of(Points.of(0, 0, 0.5, below, 1, 1, 1, 0))).containsExactly(1, 4, 3);
        assertThatThrownBy(() -> ConvexHull.of(Points.of(new double[0]))).isInstanceOf(IllegalArgumentException.class);
    }
}
