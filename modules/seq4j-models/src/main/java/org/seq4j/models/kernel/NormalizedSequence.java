package org.seq4j.models.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Norm2;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The normalisation of layer normalisation, {@code N(a) = (a - mean(a)) / sqrt(variance(a) + eps)} over each group of H
 * neighbouring units, with what its backward pass needs for every time step (Ba, Kiros, Hinton 2016, equation 3).
 */
final class NormalizedSequence {
    static final double EPSILON = 1e-5;

    private final int hiddenSize;
    private final int groups;
    private final TimeBuffer normalized;
    private final TimeBuffer scratch;
    private final TimeBuffer inverseDeviation;
    private final TimeBuffer moment;

    /** For arrays of {@code groups} * {@code hiddenSize} columns, each group normalised by itself. */
    NormalizedSequence(DataType type, int groups, int hiddenSize) {
        this.groups = groups;
        this.hiddenSize = hiddenSize;
        normalized = new TimeBuffer(type, groups * hiddenSize);
        scratch = new TimeBuffer(type, groups * hiddenSize);
        inverseDeviation = new TimeBuffer(type, 1);
        moment = new TimeBuffer(type, 1);
    }

    /** Makes room for [T, B]. */
    void fit(int time, int batch) {
        normalized.fit(time, batch);
        scratch.fit(time, batch);
        inverseDeviation.fit(time, batch * groups);
        moment.fit(time, batch * groups);
    }

    /** Where the values to be normalised are written and the normalised ones are found, [(to-from)*B, groups*H]. */
    INDArray values(int from, int to) {
        return view(normalized, from, to);
    }

    /** Normalises {@link #values} in place. */
    void forward(int from, int to) {
        INDArray a = grouped(values(from, to)); // [N, H]
        INDArray m = view(moment, from, to); // [N, 1]
        INDArray inverse = view(inverseDeviation, from, to);
        mean(a, m);
        a.subiColumnVector(m);
        Nd4j.getExecutioner().exec(new Norm2(a, inverse, true, 1));
        Ops.multiply(inverse, inverse, inverse);
        inverse.divi(hiddenSize).addi(EPSILON);
        Transforms.sqrt(inverse, false);
        inverse.rdivi(1.0);
        a.muliColumnVector(inverse);
    }

    /**
     * Turns the gradient of the normalised values into that of the values, in place.
     *
     * @param gradient [(to-from)*B, groups*H], contiguous in 'c' order
     */
    void backward(int from, int to, INDArray gradient) {
        INDArray d = grouped(gradient); // [N, H]
        INDArray a = grouped(values(from, to));
        INDArray s = grouped(view(scratch, from, to));
        INDArray m = view(moment, from, to); // [N, 1]
        Ops.multiply(d, a, s);
        mean(s, m);
        Ops.multiplyColumn(a, m, s);
        mean(d, m);
        d.subiColumnVector(m);
        d.subi(s);
        d.muliColumnVector(view(inverseDeviation, from, to));
    }

    private static INDArray view(TimeBuffer buffer, int from, int to) {
        return to == from + 1 ? buffer.step(from) : buffer.rows(from, to);
    }

    private void mean(INDArray a, INDArray into) {
        Nd4j.getExecutioner().exec(new Sum(a, into, true, 1));
        into.divi(hiddenSize);
    }

    private INDArray grouped(INDArray a) {
        return a.reshape('c', a.length() / hiddenSize, hiddenSize);
    }
}
