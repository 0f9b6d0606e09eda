package org.seq4j.models.crf;

import java.util.Arrays;

/** Sums of the rows of a square matrix. Every index of an inner loop is the loop variable alone: such loops HotSpot turns into vector instructions. */
final class HostSums {
    private HostSums() {}

    /** {@code sum[j] = sum_i factors[i] * rows[i][j]}. */
    static void weighted(double[] factors, double[][] rows, double[] sum) {
        Arrays.fill(sum, 0);
        int i = 0;
        for (; i + 3 < factors.length; i += 4) {
            addFour(
                    factors[i],
                    rows[i],
                    factors[i + 1],
                    rows[i + 1],
                    factors[i + 2],
                    rows[i + 2],
                    factors[i + 3],
                    rows[i + 3],
                    sum);
        }
        for (; i < factors.length; i++) {
            add(factors[i], rows[i], sum);
        }
    }

    private static void addFour(
            double a, double[] x, double b, double[] y, double c, double[] z, double d, double[] w, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += a * x[j] + b * y[j] + (c * z[j] + d * w[j]);
        }
    }

    /** {@code sum += factor * row}. */
    static void add(double factor, double[] row, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * row[j];
        }
    }

    /** {@code greatest[j] = max_i (scores[i] + rows[i][j])}. */
    static void greatest(double[] scores, double[][] rows, double[] greatest) {
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < scores.length; i++) {
            keepGreater(scores[i], rows[i], greatest);
        }
    }

    private static void keepGreater(double score, double[] row, double[] greatest) {
        for (int j = 0; j < greatest.length; j++) {
            greatest[j] = Math.max(greatest[j], score + row[j]);
        }
    }

    /** {@code product = a * b}, elementwise; gives its sum. */
    static double product(double[] a, double[] b, double[] product) {
        for (int j = 0; j < product.length; j++) {
            product[j] = a[j] * b[j];
        }
        double even = 0;
        double odd = 0;
        int j = 0;
        for (; j + 1 < product.length; j += 2) {
            even += product[j];
            odd += product[j + 1];
        }
        return even + odd + (j < product.length ? product[j] : 0);
    }

    /** {@code values *= factor}. */
    static void scale(double[] values, double factor) {
        for (int j = 0; j < values.length; j++) {
            values[j] *= factor;
        }
    }
}
