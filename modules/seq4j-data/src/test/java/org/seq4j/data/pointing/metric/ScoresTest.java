package org.seq4j.data.pointing.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seq4j.data.pointing.PointingExample;

class ScoresTest {
    /** A square, and a point a quarter from its lower left corner. */
    private static final float[] SQUARE = {0, 0, 1, 0, 1, 1, 0, 1, 0.25f, 0.25f};

    private static PointingExample square(int... target) {
        return new PointingExample(SQUARE, 2, target);
    }

    private static int[] out(int... positions) {
        return positions;
    }

    @Test
    void polygons() {
        PointingExample hull = square(1, 2, 3, 4, 1);
        assertThat(PolygonScores.exact(hull, out(3, 2, 1, 4, 3))).isTrue();
        assertThat(PolygonScores.exact(hull, out(1, 2, 3, 4))).as("not closed").isFalse();
        assertThat(PolygonScores.exact(hull, out(1, 3, 2, 4, 1)))
                .as("another order")
                .isFalse();
        assertThat(PolygonScores.valid(hull, out(1, 3, 2, 4, 1)))
                .as("crosses itself")
                .isFalse();
        for (int[] bad :
                List.of(out(), out(1), out(1, 1), out(1, 2, 1), out(1, 2, 3), out(0, 1, 2, 0), out(1, 2, 9, 1))) {
            assertThat(PolygonScores.valid(hull, bad)).isFalse();
            assertThat(PolygonScores.exact(hull, bad)).isFalse();
        }
        assertThat(PolygonScores.areaCoverage(hull, out(2, 3, 4, 2))).isEqualTo(0.5);
        assertThat(PolygonScores.areaCoverage(hull, out(5, 2, 3, 4, 5))).isEqualTo(0.75);
        assertThat(PolygonScores.of(
                        List.of(hull, hull, hull, hull),
                        List.of(out(2, 3, 4, 1, 2), out(4, 3, 2, 4), out(1, 3, 2, 4, 1), out())))
                .isEqualTo(new PolygonScores(0.25, 0.75, 0.5));
        assertThat(PolygonScores.of(List.of(hull), List.of(out())).areaCoverage())
                .isNaN();
    }

    @Test
    void triangulations() {
        PointingExample four = square(1, 2, 5, 1, 4, 5, 2, 3, 4, 2, 4, 5);
        int[] shuffled = out(5, 4, 2, 2, 1, 5, 3, 2, 4, 4, 5, 1);
        assertThat(TriangulationScores.exact(four, shuffled)).isTrue();
        assertThat(TriangulationScores.triangleCoverage(four, out(1, 2, 5, 2, 3, 4, 1, 2, 3)))
                .isEqualTo(0.5);
        int[] twice = out(1, 2, 5, 5, 2, 1);
        assertThat(TriangulationScores.valid(four, twice)).isFalse();
        assertThat(TriangulationScores.triangleCoverage(four, twice)).isEqualTo(0.25);
        for (int[] bad : List.of(out(), out(1), out(1, 2, 5, 4), out(1, 2, 2), out(0, 1, 2), out(1, 2, 6))) {
            assertThat(TriangulationScores.valid(four, bad)).isFalse();
        }
        int[] more = out(1, 2, 5, 1, 4, 5, 2, 3, 4, 2, 4, 5, 1, 2, 3);
        assertThat(TriangulationScores.valid(four, more)).isTrue();
        assertThat(TriangulationScores.exact(four, more))
                .as("one triangle too many")
                .isFalse();
        assertThat(TriangulationScores.of(List.of(four, four), List.of(shuffled, twice)))
                .isEqualTo(new TriangulationScores(0.5, 0.625, 0.5));
    }

    @Test
    void tours() {
        PointingExample tour = new PointingExample(new float[] {0, 0, 1, 0, 1, 1, 0, 1}, 2, out(1, 2, 3, 4, 1));
        int[] crossing = out(2, 4, 3, 1, 2);
        assertThat(TourScores.valid(tour, crossing))
                .as("any city may come first")
                .isTrue();
        assertThat(TourScores.length(tour, crossing)).isCloseTo(2 + 2 * Math.sqrt(2), within(1e-12));
        for (int[] bad : List.of(out(), out(1, 2, 3, 4), out(1, 2, 3, 1), out(1, 2, 3, 3, 1), out(1, 2, 3, 5, 1))) {
            assertThat(TourScores.valid(tour, bad)).isFalse();
        }
        TourScores scores = TourScores.of(List.of(tour, tour, tour), List.of(crossing, out(1, 4, 3, 2, 1), out()));
        assertThat(scores.validRate()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(scores.length()).isCloseTo(3 + Math.sqrt(2), within(1e-12));
        assertThat(scores.ratio()).isCloseTo((3 + Math.sqrt(2)) / 4, within(1e-12));
        assertThat(TourScores.of(List.of(tour), List.of(out()))).isEqualTo(new TourScores(0, Double.NaN, Double.NaN));
    }

    @Test
    void orders() {
        PointingExample sort = new PointingExample(new float[] {3, 1, 2, 1}, 1, out(2, 4, 3, 1));
        assertThat(OrderScores.exact(sort, out(4, 2, 3, 1))).as("equal values").isTrue();
        assertThat(OrderScores.exact(sort, out(2, 3, 4, 1))).isFalse();
        for (int[] bad : List.of(out(), out(2, 4, 3), out(2, 2, 3, 1), out(2, 4, 3, 1, 1), out(0, 4, 3, 1))) {
            assertThat(OrderScores.valid(sort, bad)).isFalse();
            assertThat(OrderScores.exact(sort, bad)).isFalse();
        }
        assertThat(OrderScores.of(
                        List.of(sort, sort, sort, sort),
                        List.of(out(2, 4, 3, 1), out(1, 2, 3, 4), out(), out(4, 2, 3, 1))))
                .isEqualTo(new OrderScores(0.5, 0.75));
    }

    @Test
    void there_must_be_as_many_outputs_as_examples() {
        assertThatThrownBy(() -> OrderScores.of(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TourScores.of(List.of(square(1)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
