package org.seq4j.benchmarks.cases;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.CellGradients;
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.CellWeights;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.kernel.Kernels;
import org.seq4j.models.kernel.RecurrentKernel;
import org.seq4j.models.kernel.Tape;

/** One recurrent kernel and arrays for it, input size = hidden size. */
public final class KernelPass implements Pass {
    private final RecurrentKernel kernel;
    private final CellWeights weights;
    private final CellGradients gradients;
    private final INDArray x; // [T, B, I]
    private final INDArray y; // [T, B, H]
    private final INDArray dy; // [T, B, H]

    /** A kernel of these sizes. */
    public KernelPass(CellType cell, KernelChoice choice, int hidden, int batch, int time) {
        CellSpec spec = new CellSpec(cell, hidden, hidden, false);
        kernel = Kernels.create(spec, DataType.FLOAT, false, choice);
        weights = weights(spec, 0.1);
        x = RandomArrays.values(5, 1, time, batch, hidden);
        dy = RandomArrays.values(6, 0.01, time, batch, hidden);
        y = Nd4j.create(DataType.FLOAT, time, batch, hidden);
        gradients = new CellGradients(Nd4j.create(DataType.FLOAT, time, batch, hidden), weights(spec, 0), null);
    }

    private static CellWeights weights(CellSpec spec, double scale) {
        @Nullable
        INDArray peephole = spec.peepholeSize() == 0 ? null : RandomArrays.values(4, scale, spec.peepholeSize());
        return new CellWeights(
                RandomArrays.values(1, scale, spec.inputSize(), spec.projectedSize()),
                RandomArrays.values(2, scale, spec.hiddenSize(), spec.projectedSize()),
                RandomArrays.values(3, scale, spec.biasSize()),
                peephole,
                null);
    }

    @Override
    public void forward() {
        kernel.forward(weights, x, null, null, null, y, null, false);
    }

    @Override
    public void train() {
        Tape tape = kernel.forward(weights, x, null, null, null, y, null, true);
        kernel.backward(weights, tape, dy, null, gradients);
    }
}
