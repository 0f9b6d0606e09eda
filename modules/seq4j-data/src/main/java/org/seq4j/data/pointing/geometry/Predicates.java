package org.seq4j.data.pointing.geometry;

import java.math.BigDecimal;

/**
 * The signs that geometry stands on, exact for all coordinates: determinants are taken in double arithmetic, and again
 * in exact arithmetic where the error bound of Shewchuk (1997, "Adaptive precision floating-point arithmetic and fast
 * robust geometric predicates") leaves the sign open.
 */
public final class Predicates {
    private static final double EPSILON = 0x1p-53;
    private static final double ORIENTATION_BOUND = (3 + 16 * EPSILON) * EPSILON;
    private static final double CIRCLE_BOUND = (10 + 96 * EPSILON) * EPSILON;

    /** Differences within these sizes, or 0, have products of four that neither underflow nor overflow. */
    private static final double LEAST = 0x1p-200;

    private static final double MOST = 0x1p200;

    private Predicates() {}

    /** 1 where a, b, c turn left (counter-clockwise), -1 where they turn right, 0 where they lie on one line. */
    public static int orientation(Points points, int a, int b, int c) {
        double ax = points.x(a) - points.x(c);
        double ay = points.y(a) - points.y(c);
        double bx = points.x(b) - points.x(c);
        double by = points.y(b) - points.y(c);
        double determinant = ax * by - ay * bx;
        double bound = ORIENTATION_BOUND * (Math.abs(ax * by) + Math.abs(ay * bx));
        if (Math.abs(determinant) > bound && moderate(ax) && moderate(ay) && moderate(bx) && moderate(by)) {
            return determinant > 0 ? 1 : -1;
        }
        BigDecimal exactLeft = difference(points.x(a), points.x(c)).multiply(difference(points.y(b), points.y(c)));
        BigDecimal exactRight = difference(points.y(a), points.y(c)).multiply(difference(points.x(b), points.x(c)));
        return exactLeft.compareTo(exactRight);
    }

    /**
     * 1 where d lies inside the circle through a, b, c, which turn left; -1 where it lies outside, 0 where it lies on
     * it. The sign is turned round where a, b, c turn right.
     */
    public static int inCircle(Points points, int a, int b, int c, int d) {
        double ax = points.x(a) - points.x(d);
        double ay = points.y(a) - points.y(d);
        double bx = points.x(b) - points.x(d);
        double by = points.y(b) - points.y(d);
        double cx = points.x(c) - points.x(d);
        double cy = points.y(c) - points.y(d);
        double liftA = ax * ax + ay * ay;
        double liftB = bx * bx + by * by;
        double liftC = cx * cx + cy * cy;
        double determinant = liftA * (bx * cy - cx * by) + liftB * (cx * ay - ax * cy) + liftC * (ax * by - bx * ay);
        double size = liftA * (Math.abs(bx * cy) + Math.abs(cx * by))
                + liftB * (Math.abs(cx * ay) + Math.abs(ax * cy))
                + liftC * (Math.abs(ax * by) + Math.abs(bx * ay));
        boolean moderate = moderate(ax) && moderate(ay) && moderate(bx) && moderate(by) && moderate(cx) && moderate(cy);
        if (Math.abs(determinant) > CIRCLE_BOUND * size && moderate) {
            return determinant > 0 ? 1 : -1;
        }
        return exactInCircle(points, a, b, c, d);
    }

    private static int exactInCircle(Points points, int a, int b, int c, int d) {
        int[] corners = {a, b, c};
        BigDecimal[] x = new BigDecimal[3];
        BigDecimal[] y = new BigDecimal[3];
        for (int i = 0; i < 3; i++) {
            x[i] = difference(points.x(corners[i]), points.x(d));
            y[i] = difference(points.y(corners[i]), points.y(d));
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            BigDecimal lift = x[i].multiply(x[i]).add(y[i].multiply(y[i]));
            sum = sum.add(lift.multiply(x[j].multiply(y[k]).subtract(x[k].multiply(y[j]))));
        }
        return sum.signum();
    }

    private static boolean moderate(double difference) {
        double size = Math.abs(difference);
        return size == 0 || (size > LEAST && size < MOST);
    }

    private static BigDecimal difference(double a, double b) {
        return new BigDecimal(a).subtract(new BigDecimal(b));
    }
}
