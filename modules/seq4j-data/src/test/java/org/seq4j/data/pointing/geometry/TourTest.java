package org.seq4j.data.pointing.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TourTest {
    /** The shortest way on through all points that are not yet visited, and back to 1. */
    private static double byAllOrders(Points points, boolean[] visited, int last, int left) {
        if (left == 0) {
            return points.distance(last, 1);
        }
        double best = Double.POSITIVE_INFINITY;
        for (int next = 2; next <= points.size(); next++) {
            if (!visited[next]) {
                visited[next] = true;
                best = Math.min(best, points.distance(last, next) + byAllOrders(points, visited, next, left - 1));
                visited[next] = false;
            }
        }
        return best;
    }

    private static double length(Points points, int[] tour) {
        assertThat(tour).startsWith(1);
        assertThat(IntStream.of(tour).sorted())
                .containsExactly(IntStream.rangeClosed(1, points.size()).boxed().toArray(Integer[]::new));
        double area = Polygon.signedArea(points, tour);
        assertThat(area > 0 || (area == 0 && tour[1 % tour.length] <= tour[tour.length - 1]))
                .as("counter-clockwise")
                .isTrue();
        return Tour.length(points, tour);
    }

    @Test
    void held_karp_is_the_best_of_all_orders() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 200; i++) {
            int size = 1 + random.nextInt(8);
            Points points = RandomPoints.any(random, size);
            double best = byAllOrders(points, new boolean[size + 1], 1, size - 1);
            assertThat(length(points, HeldKarp.tour(points))).isCloseTo(best, within(1e-12));
        }
    }

    @Test
    void held_karp_has_its_limits() {
        SplittableRandom random = new SplittableRandom(9);
        Points most = RandomPoints.uniform(random, HeldKarp.MOST);
        assertThat(length(most, HeldKarp.tour(most))).isPositive();
        assertThatThrownBy(() -> HeldKarp.tour(RandomPoints.uniform(random, HeldKarp.MOST + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeldKarp.tour(Points.of(new double[0]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_heuristic_is_never_shorter_than_optimal_and_rarely_longer() {
        SplittableRandom random = new SplittableRandom(10);
        double ratios = 0;
        for (int i = 0; i < 200; i++) {
            Points points = RandomPoints.uniform(random, 6 + random.nextInt(6));
            double optimal = length(points, HeldKarp.tour(points));
            double found = length(points, IteratedLocalSearch.tour(points));
            assertThat(found).isGreaterThan(optimal - 1e-12);
            ratios += found / optimal;
        }
        assertThat(ratios / 200).isLessThan(1.0005);
    }

    @Test
    void the_heuristic_visits_everything_whatever_the_points() {
        SplittableRandom random = new SplittableRandom(11);
        for (int size = 1; size <= 40; size++) {
            Points points = RandomPoints.any(random, size);
            int[] tour = IteratedLocalSearch.tour(points);
            length(points, tour);
            assertThat(IteratedLocalSearch.tour(points)).isEqualTo(tour);
        }
        Points many = RandomPoints.uniform(random, 300);
        // Beardwood, Halton and Hammersley: 0.7124 sqrt(n A) (1 + 0.33 / n) for many points, the border left out
        assertThat(length(many, IteratedLocalSearch.tour(many))).isLessThan(0.7124 * Math.sqrt(300) * 1.15);
    }

    @Test
    void crossings_are_undone_and_points_moved() {
        Points square = Points.of(0, 0, 1, 1, 1, 0, 0, 1);
        assertThat(HeldKarp.tour(square)).containsExactly(1, 3, 2, 4);
        assertThat(IteratedLocalSearch.tour(square)).containsExactly(1, 3, 2, 4);
        assertThat(Tour.length(square, new int[] {1, 3, 2, 4})).isEqualTo(4);
        assertThat(Tour.length(square, new int[] {1, 2, 3, 4})).isEqualTo(2 + 2 * Math.sqrt(2), within(1e-15));
        int[] tour = {0, 1, 2, 3};
        new TourMoves(4, HeldKarp.distances(square)).improve(tour);
        assertThat(Tour.length(square, IntStream.of(tour).map(i -> i + 1).toArray()))
                .isEqualTo(4);
    }

    @Test
    void tours_on_a_line_begin_towards_the_smaller_neighbour() {
        assertThat(HeldKarp.tour(Points.of(1, 0, 2, 0, 0, 0))).containsExactly(1, 2, 3);
        assertThat(HeldKarp.tour(Points.of(5, 5))).containsExactly(1);
        assertThat(HeldKarp.tour(Points.of(5, 5, 6, 6))).containsExactly(1, 2);
    }
}
