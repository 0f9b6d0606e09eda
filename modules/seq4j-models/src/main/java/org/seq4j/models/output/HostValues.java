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
        HostArrays.copy(array.castTo(DataType.DOUBLE).dup('c'), values);
        return values;
    }

    /** Writes all elements of an array, whatever its layout. */
    static void write(double[] values, INDArray target) {
        target.assign(Nd4j.createFromArray(values).reshape('c', target.shape()));
    }
}
