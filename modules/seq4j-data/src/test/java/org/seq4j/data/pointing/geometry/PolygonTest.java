package org.seq4j.data.pointing.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class PolygonTest {
    private static final Points SQUARE = Points.of(0, 0, 1, 0, 1, 1, 0, 1, 0.5, 0.5, 0.5, 0, 0, 0);

    @Test
    void rotation_and_direction_do_not_matter() {
        int[] polygon = {4, 2, 7, 1, 9};
        for (int shift = 0; shift < 5; shift++) {
            int from = shift;
            int[] rotated =
                    IntStream.range(0, 5).map(i -> polygon[(from + i) % 5]).toArray();
            int[] turned = IntStream.range(0, 5).map(i -> rotated[4 - i]).toArray();
            assertThat(Polygon.same(polygon, rotated)).isTrue();
            assertThat(Polygon.same(turned, polygon)).isTrue();
        }
        assertThat(Polygon.same(polygon, new int[] {4, 7, 2, 1, 9})).isFalse();
        assertThat(Polygon.same(polygon, new int[] {4, 2, 7, 1})).isFalse();
        assertThat(Polygon.same(polygon, new int[] {4, 2, 7, 1, 9, 9})).isFalse();
        assertThat(Polygon.same(polygon, new int[] {4, 2, 7, 1, 8})).isFalse();
        assertThat(Polygon.same(new int[0], new int[0])).isTrue();
    }

    @Test
    void areas_are_signed_by_direction() {
        assertThat(Polygon.signedArea(SQUARE, new int[] {1, 2, 3, 4})).isEqualTo(1);
        assertThat(Polygon.signedArea(SQUARE, new int[] {4, 3, 2, 1})).isEqualTo(-1);
        assertThat(Polygon.area(SQUARE, new int[] {4, 3, 2, 5})).isEqualTo(0.5);
        assertThat(Polygon.area(SQUARE, new int[] {4, 3})).isZero();
    }

    @Test
    void simple_polygons_do_not_touch_themselves() {
        assertThat(Polygon.simple(SQUARE, new int[] {1, 2, 3, 4})).isTrue();
        assertThat(Polygon.simple(SQUARE, new int[] {1, 6, 2, 3, 4}))
                .as("a corner of 180 degrees")
                .isTrue();
        assertThat(Polygon.simple(SQUARE, new int[] {1, 2, 5, 4}))
                .as("not convex")
                .isTrue();
        assertThat(Polygon.simple(SQUARE, new int[] {1, 3, 2, 4}))
                .as("crossing")
                .isFalse();
        assertThat(Polygon.simple(SQUARE, new int[] {1, 2, 6, 3}))
                .as("turning back")
                .isFalse();
        assertThat(Polygon.simple(SQUARE, new int[] {1, 3, 4, 5}))
                .as("a corner on an edge")
                .isFalse();
        assertThat(Polygon.simple(SQUARE, new int[] {1, 2, 3, 1}))
                .as("a position twice")
                .isFalse();
        assertThat(Polygon.simple(SQUARE, new int[] {1, 2, 3, 7}))
                .as("a point twice")
                .isFalse();
        assertThat(Polygon.simple(SQUARE, new int[] {1, 2})).isFalse();
        assertThat(Polygon.simple(SQUARE, new int[] {0, 2, 3})).isFalse();
        assertThat(Polygon.simple(SQUARE, new int[] {1, 2, 8})).isFalse();
    }

    @Test
    void simplicity_is_that_of_jts_on_small_grids() {
        SplittableRandom random = new SplittableRandom(4);
        GeometryFactory factory = new GeometryFactory();
        int simple = 0;
        for (int i = 0; i < 3000; i++) {
            int size = 3 + random.nextInt(4);
            Points points = RandomPoints.grid(random, size, 2 + random.nextInt(4));
            int[] corners = IntStream.rangeClosed(1, size).toArray();
            Coordinate[] ring = new Coordinate[size + 1];
            for (int k = 0; k <= size; k++) {
                ring[k] = new Coordinate(points.x(k % size + 1), points.y(k % size + 1));
            }
            boolean distinct =
                    IntStream.range(0, size).mapToObj(k -> ring[k]).distinct().count() == size;
            boolean expected = distinct && factory.createLinearRing(ring).isSimple();
            assertThat(Polygon.simple(points, corners)).isEqualTo(expected);
            simple += expected ? 1 : 0;
        }
        assertThat(simple).isBetween(300, 2700);
    }
}
