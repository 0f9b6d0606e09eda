package org.seq4j.models.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Says in a sentence which array of a kernel call does not fit, and how it should look. */
final class ArrayChecks {
    private final CellSpec spec;
    private final DataType type;

    ArrayChecks(CellSpec spec, DataType type) {
        if (!type.isFPType()) {
            throw new IllegalArgumentException(
                    "A recurrent kernel computes in a floating-point type such as FLOAT or DOUBLE, not in " + type
                            + ".");
        }
        this.spec = spec;
        this.type = type;
    }

    /** Parameters or their gradients. */
    void weights(CellWeights w) {
        check("input weights", w.input(), spec.inputSize(), spec.projectedSize());
        check("recurrent weights", w.recurrent(), spec.hiddenSize(), spec.projectedSize());
        check("bias", w.bias(), spec.biasSize());
        optional("peephole weights", w.peephole(), spec.peepholeSize());
        optional("layer normalisation parameters", w.layerNorm(), spec.layerNormSize());
    }

    /** The arrays of a forward pass. */
    void forward(
            INDArray x,
            int @Nullable [] lengths,
            @Nullable CellState initial,
            @Nullable INDArray recurrentDropout,
            INDArray y,
            @Nullable CellState finalState) {
        if (x.rank() != 3) {
            throw new IllegalArgumentException("The input of a recurrent kernel is [T, B, I], but its shape is "
                    + Arrays.toString(x.shape()) + ".");
        }
        long time = x.size(0);
        long batch = x.size(1);
        check("input", x, time, batch, spec.inputSize());
        check("output", y, time, batch, spec.hiddenSize());
        state("initial state", initial, batch);
        state("final state", finalState, batch);
        if (recurrentDropout != null) {
            check("recurrent dropout mask", recurrentDropout, batch, spec.hiddenSize());
        }
        if (lengths != null) {
            if (lengths.length != batch) {
                throw new IllegalArgumentException(
                        "There are " + lengths.length + " lengths for a batch of " + batch + " examples.");
            }
            for (int length : lengths) {
                if (length < 0 || length > time) {
                    throw new IllegalArgumentException(
                            "The length " + length + " is not between 0 and the batch's " + time + " steps.");
                }
            }
        }
    }

    /** The arrays of a backward pass over a forward pass of [time, batch]. */
    void backward(int time, int batch, INDArray dy, @Nullable CellState dFinal, CellGradients out) {
        check("gradient of the output", dy, time, batch, spec.hiddenSize());
        check("gradient of the input", out.x(), time, batch, spec.inputSize());
        if (dFinal != null) {
            check("gradient of the final h", dFinal.h(), batch, spec.hiddenSize());
            if (dFinal.c() != null) {
                check("gradient of the final c", dFinal.c(), batch, spec.hiddenSize());
            }
        }
        state("gradient of the initial state", out.initial(), batch);
    }

    /** The array itself, or a copy where it lies in a workspace and would not outlive it. */
    static INDArray detached(INDArray array) {
        return array.isAttached() ? array.dup('c') : array;
    }

    private void state(String name, @Nullable CellState state, long batch) {
        if (state == null) {
            return;
        }
        check(name + " (h)", state.h(), batch, spec.hiddenSize());
        if (state.c() != null) {
            check(name + " (c)", state.c(), batch, spec.hiddenSize());
        }
        if ((state.c() != null) != spec.cell().hasCellState()) {
            throw new IllegalArgumentException("The " + name + " of " + spec.cell() + " is "
                    + (spec.cell().hasCellState() ? "h and c, but c is missing." : "h alone, but there is a c."));
        }
    }

    private void optional(String name, @Nullable INDArray array, int size) {
        if (size > 0 && array == null) {
            throw new IllegalArgumentException(
                    "The " + name + " of " + spec + " are missing: " + size + " are needed.");
        }
        if (array != null) {
            if (size == 0) {
                throw new IllegalArgumentException("There are " + name + ", but " + spec + " has none.");
            }
            check(name, array, size);
        }
    }

    private void check(String name, INDArray array, long... shape) {
        if (!Arrays.equals(array.shape(), shape) || array.dataType() != type) {
            throw new IllegalArgumentException("The " + name + " should be " + type + " " + Arrays.toString(shape)
                    + ", but is " + array.dataType() + " " + Arrays.toString(array.shape()) + ".");
        }
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] > 1 && array.stride(axis) != stride) {
                throw new IllegalArgumentException(
                        "The " + name + " should be contiguous in 'c' order, but has strides "
                                + Arrays.toString(array.stride()) + " for the shape " + Arrays.toString(shape) + ".");
            }
            stride *= shape[axis];
        }
    }
}
