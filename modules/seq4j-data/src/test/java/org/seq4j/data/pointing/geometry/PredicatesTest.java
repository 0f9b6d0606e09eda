package org.seq4j.data.pointing.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PredicatesTest {
    private static BigDecimal product(double a, double b) {
        return new BigDecimal(a).multiply(new BigDecimal(b));
    }

    /** Twice the area of points 1, 2, 3: a sum over the coordinates themselves, without differences. */
    private static int naiveOrientation(Points p) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i <= 3; i++) {
            int j = i % 3 + 1;
            sum = sum.add(product(p.x(i), p.y(j))).subtract(product(p.x(j), p.y(i)));
        }
        return sum.signum();
    }

    private static double orientationInDoubles(Points p) {
        return (p.x(1) - p.x(3)) * (p.y(2) - p.y(3)) - (p.y(1) - p.y(3)) * (p.x(2) - p.x(3));
    }

    @Test
    void orientation_is_exact_where_double_arithmetic_is_wrong() {
        // Kettner et al. 2008, "Classroom examples of robustness problems in geometric computations", section 2
        int wrong = 0;
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j < 64; j++) {
                Points points = Points.of(0.5 + i * 0x1p-53, 0.5 + j * 0x1p-53, 12, 12, 24, 24);
                int sign = Predicates.orientation(points, 1, 2, 3);
                assertThat(sign).isEqualTo(naiveOrientation(points));
                wrong += Math.signum(orientationInDoubles(points)) == sign ? 0 : 1;
            }
        }
        assertThat(wrong).as("double arithmetic fails here").isGreaterThan(100);
    }

    @Test
    void orientation_survives_underflow_and_overflow() {
        double tiny = Double.MIN_VALUE;
        Points small = Points.of(0, 0, tiny, 0, 0, tiny);
        assertThat(Predicates.orientation(small, 1, 2, 3)).isEqualTo(1);
        assertThat(Predicates.orientation(small, 1, 3, 2)).isEqualTo(-1);
        double huge = Double.MAX_VALUE / 2;
        Points large = Points.of(-huge, -huge, huge, huge, 0, 1);
        assertThat(Predicates.orientation(large, 1, 2, 3)).isEqualTo(1);
        assertThat(Predicates.inCircle(small, 1, 2, 3, 1)).isZero();
        Points square = Points.of(0, 0, tiny, 0, tiny, tiny, 0, tiny, 2 * tiny, 0);
        assertThat(Predicates.inCircle(square, 1, 2, 3, 4)).isZero();
        assertThat(Predicates.inCircle(square, 1, 2, 3, 5)).isEqualTo(-1);
    }

    /** The determinant of the rows (x, y, x x + y y, 1), over the first column of which it is expanded. */
    private static long circleDeterminant(Points p) {
        long[][] rows = new long[4][];
        for (int i = 0; i < 4; i++) {
            long x = (long) p.x(i + 1);
            long y = (long) p.y(i + 1);
            rows[i] = new long[] {x, y, x * x + y * y, 1};
        }
        long sum = 0;
        for (int i = 0; i < 4; i++) {
            long[] a = rows[i == 0 ? 1 : 0];
            long[] b = rows[i <= 1 ? 2 : 1];
            long[] c = rows[i <= 2 ? 3 : 2];
            long minor = a[1] * (b[2] * c[3] - b[3] * c[2])
                    - a[2] * (b[1] * c[3] - b[3] * c[1])
                    + a[3] * (b[1] * c[2] - b[2] * c[1]);
            sum += (i % 2 == 0 ? 1 : -1) * rows[i][0] * minor;
        }
        return sum;
    }

    @Test
    void in_circle_is_the_determinant_also_on_the_circle() {
        SplittableRandom random = new SplittableRandom(1);
        int onCircle = 0;
        for (int i = 0; i < 3000; i++) {
            Points points = RandomPoints.grid(random, 4, 2 + random.nextInt(8));
            int sign = Predicates.inCircle(points, 1, 2, 3, 4);
            assertThat(sign).isEqualTo(Long.signum(circleDeterminant(points)));
            onCircle += sign == 0 ? 1 : 0;
        }
        assertThat(onCircle).isBetween(100, 2900);
        Points circle = Points.of(1, 0, 0, 1, -1, 0, 0, 0);
        assertThat(Predicates.inCircle(circle, 1, 2, 3, 4)).isEqualTo(1);
        assertThat(Predicates.inCircle(circle, 1, 3, 2, 4)).isEqualTo(-1);
    }

    @Test
    void in_circle_is_exact_next_to_the_circle() {
        for (int ulps = -3; ulps <= 3; ulps++) {
            // the corners of a square far from the origin, and one of them moved by a few units in the last place
            double corner = 1e6 + ulps * Math.ulp(1e6);
            Points points = Points.of(1e6 - 1, 1e6 - 1, 1e6, 1e6 - 1, 1e6, 1e6, 1e6 - 1, corner);
            assertThat(Predicates.inCircle(points, 1, 2, 3, 4)).isEqualTo(-Integer.signum(ulps));
        }
    }

    @Test
    void points_are_finite_and_pairs() {
        assertThatThrownBy(() -> Points.of(1, 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Points.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Points.of(-0.0, 3, 0.0, 3).same(1, 2)).isTrue();
        assertThat(Points.of(0, 0, 3, 4).distance(1, 2)).isEqualTo(5);
    }
}
