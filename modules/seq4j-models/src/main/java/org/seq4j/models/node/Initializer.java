package org.seq4j.models.node;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random initial values of weights, a function of the seed and the parameter's full name. */
public final class Initializer {
    private final SplittableRandom random;

    public Initializer(long seed, String vertex, String parameter) {
        random = new SplittableRandom(seed * 31 + DropoutMask.hash(vertex + "/" + parameter));
    }

    /** Uniform on (-bound, bound). */
    public void uniform(INDArray target, double bound) {
        fill(target, () -> (2 * random.nextDouble() - 1) * bound);
    }

    /** Gaussian with mean 0. */
    public void normal(INDArray target, double standardDeviation) {
        fill(target, () -> random.nextGaussian() * standardDeviation);
    }

    /** Xavier uniform (Glorot and Bengio 2010, equation 16) for each of the blocks side by side in {@code [fanIn, blocks * fanOut]}. */
    public void xavier(INDArray target, int blocks) {
        uniform(target, Math.sqrt(6.0 / (target.size(0) + target.size(1) / (double) blocks)));
    }

    /** A random orthogonal matrix in each of the square blocks side by side in {@code [n, blocks * n]} (Saxe, McClelland, Ganguli 2014). */
    public void orthogonal(INDArray target, int blocks) {
        int n = (int) target.size(0);
        double[][] result = new double[n][n * blocks];
        for (int block = 0; block < blocks; block++) {
            double[][] rows = orthonormalRows(n);
            for (int i = 0; i < n; i++) {
                System.arraycopy(rows[i], 0, result[i], block * n, n);
            }
        }
        assign(target, Nd4j.createFromArray(result));
    }

    /** Gram-Schmidt on Gaussian rows, each pass twice for orthogonality to rounding ("twice is enough", Giraud et al. 2005). */
    private double[][] orthonormalRows(int n) {
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] row = rows[i];
            for (int k = 0; k < n; k++) {
                row[k] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    subtractProjection(row, rows[j]);
                }
            }
            double norm = Math.sqrt(dot(row, row));
            for (int k = 0; k < n; k++) {
                row[k] /= norm;
            }
        }
        return rows;
    }

    private static void subtractProjection(double[] row, double[] unit) {
        double scale = dot(row, unit);
        for (int k = 0; k < row.length; k++) {
            row[k] -= scale * unit[k];
        }
    }

    /** Four partial sums: the additions of one would wait for each other. */
    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < a.length; k += 4) {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }
        for (; k < a.length; k++) {
            s0 += a[k] * b[k];
        }
        return s0 + s1 + s2 + s3;
    }

    private static void fill(INDArray target, DoubleSupplier source) {
        double[] values = new double[Math.toIntExact(target.length())];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.getAsDouble();
        }
        assign(target, Nd4j.createFromArray(values).reshape('c', target.shape()));
    }

    private static void assign(INDArray target, INDArray values) {
        target.assign(values.castTo(target.dataType()));
    }
}
