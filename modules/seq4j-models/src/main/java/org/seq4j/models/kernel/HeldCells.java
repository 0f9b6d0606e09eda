package org.seq4j.models.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Holds an LSTM's cell state through the padding of a primitive that knows no lengths: feature I of the input is 1 at
 * padded steps, and its weights are so large that the input gate is 0 and the forget gate 1 in float arithmetic. The
 * gradient passes through such a step unchanged, and none of it reaches x or a weight.
 */
final class HeldCells {
    /** Far beyond where the sigmoid is 0 or 1 in float, and far from overflow. */
    private static final float CLOSED = 1000;

    private final CellSpec spec;
    private final int inputSize;
    private final int width;
    private final TimeBuffer input;
    private final TimeBuffer inputGradient;
    private final NativeFloats weights = new NativeFloats();
    private final NativeFloats weightGradient = new NativeFloats();

    HeldCells(CellSpec spec) {
        this.spec = spec;
        inputSize = spec.inputSize();
        width = spec.projectedSize();
        input = new TimeBuffer(DataType.FLOAT, inputSize + 1);
        inputGradient = new TimeBuffer(DataType.FLOAT, inputSize + 1);
    }

    /** x [T, B, I] with its further feature, [T*B, I+1]. */
    INDArray input(INDArray x, int[] lengths) {
        int time = (int) x.size(0);
        int batch = lengths.length;
        float[] padded = new float[time * batch];
        for (int t = 0; t < time; t++) {
            for (int b = 0; b < batch; b++) {
                padded[t * batch + b] = t >= lengths[b] ? 1 : 0;
            }
        }
        input.fit(time, batch);
        INDArray all = input.rows(0, time);
        Ops.columns(all, 0, inputSize).assign(x.reshape('c', (long) time * batch, inputSize));
        Ops.columns(all, inputSize, inputSize + 1L)
                .assign(Nd4j.createFromArray(padded).reshape(padded.length, 1));
        return all;
    }

    /** W [I, 4H] with the row of the further feature, [I+1, 4H]. */
    FloatPointer weights(INDArray w) {
        FloatPointer all = weights.atLeast((inputSize + 1L) * width);
        NativeFloats.copy(NativeFloats.of(w), all, (long) inputSize * width);
        float[] row = new float[width];
        for (int j = 0; j < spec.hiddenSize(); j++) {
            row[j] = -CLOSED; // input gate
            row[spec.hiddenSize() + j] = CLOSED; // forget gate
        }
        NativeFloats.at(all, (long) inputSize * width).put(row);
        return all;
    }

    /** Where the gradient of the widened input goes, [T*B, I+1]. */
    INDArray inputGradient(int time, int batch) {
        inputGradient.fit(time, batch);
        return inputGradient.rows(0, time);
    }

    /** Where the gradient of the widened weights goes, [I+1, 4H]. */
    FloatPointer weightGradient() {
        return weightGradient.atLeast((inputSize + 1L) * width);
    }

    /** Copies both gradients out, without the further feature's. */
    void copyGradients(INDArray dx, CellGradients out) {
        INDArray rows = out.x().reshape('c', dx.size(0), inputSize);
        rows.assign(Ops.columns(dx, 0, inputSize));
        NativeFloats.copy(weightGradient(), NativeFloats.of(out.weights().input()), (long) inputSize * width);
    }
}
