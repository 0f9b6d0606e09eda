package org.seq4j.models.output;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.HostArrays;

/** Arrays of any floating-point type as doubles on the host, in 'c' order. */
final class HostValues {
    private HostValues() {}

    static double[] of(INDArray array) {
        double[] values = new double[Math.toIntExact(array.length())];
        INDArray doubles = Nd4j.createUninitialized(DataType.DOUBLE, array.shape(), 'c');
        HostArrays.copy(doubles.assign(array), values);
        return values;
    }

    /** Writes all elements of an array, whatever its layout. */
    static void write(double[] values, INDArray target) {
        target.assign(Nd4j.createFromArray(values).reshape('c', target.shape()));
    }

    /** The rows of a matrix plus a vector. */
    static double[] plus(double[] rows, double[] bias) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] += bias[i % bias.length];
        }
        return rows;
    }

    /** The sums of the columns of a matrix of this width. */
    static double[] columnSums(double[] rows, int width) {
        double[] sums = new double[width];
        for (int i = 0; i < rows.length; i++) {
            sums[i % width] += rows[i];
        }
        return sums;
    }
}
