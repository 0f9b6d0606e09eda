package org.seq4j.models.kernel;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random inputs of one kernel call, and the call itself: forward and, for the loss sum(y*dy) + sum(final*dFinal), backward. */
final class KernelCase {
    final CellSpec spec;
    final DataType type;
    final CellWeights weights;
    final INDArray x;
    final INDArray dy;
    final int @Nullable [] lengths;
    final @Nullable CellState initial;
    final @Nullable CellState dFinal;
    final @Nullable INDArray dropout;

    /** The options of a case. */
    record Options(int @Nullable [] lengths, boolean initial, boolean dFinal, boolean dropout) {
        static final Options PLAIN = new Options(null, false, false, false);
    }

    /** What comes out. */
    record Outcome(
            INDArray y,
            CellState last,
            @Nullable INDArray dx,
            @Nullable CellWeights dWeights,
            @Nullable CellState dInitial) {}

    KernelCase(CellSpec spec, DataType type, int time, int batch, Options options, long seed) {
        Random random = new Random(seed);
        int n = spec.hiddenSize();
        this.spec = spec;
        this.type = type;
        double scale = 1 / Math.sqrt(n);
        weights = new CellWeights(
                gaussian(random, type, scale, spec.inputSize(), spec.projectedSize()),
                gaussian(random, type, scale, n, spec.projectedSize()),
                gaussian(random, type, 0.3, spec.biasSize()),
                spec.peepholeSize() == 0 ? null : gaussian(random, type, 0.5, spec.peepholeSize()),
                spec.layerNormSize() == 0
                        ? null
                        : gaussian(random, type, 0.3, spec.layerNormSize()).addi(0.8));
        x = gaussian(random, type, 1, time, batch, spec.inputSize());
        dy = gaussian(random, type, 1, time, batch, n);
        lengths = options.lengths;
        initial = options.initial ? state(random, batch) : null;
        dFinal = options.dFinal ? state(random, batch) : null;
        dropout = options.dropout
                ? gaussian(random, type, 1, batch, n).gt(-0.5).castTo(type).muli(1.4)
                : null;
    }

    private KernelCase(KernelCase of, DataType type) {
        this.spec = of.spec;
        this.type = type;
        CellWeights w = of.weights;
        weights = new CellWeights(
                w.input().castTo(type),
                w.recurrent().castTo(type),
                w.bias().castTo(type),
                w.peephole() == null ? null : w.peephole().castTo(type),
                w.layerNorm() == null ? null : w.layerNorm().castTo(type));
        x = of.x.castTo(type);
        dy = of.dy.castTo(type);
        lengths = of.lengths;
        initial = cast(of.initial, type);
        dFinal = cast(of.dFinal, type);
        dropout = of.dropout == null ? null : of.dropout.castTo(type);
    }

    private static @Nullable CellState cast(@Nullable CellState s, DataType type) {
        return s == null ? null : new CellState(s.h().castTo(type), s.c() == null ? null : s.c().castTo(type));
    }

    /** The same case in another type. */
    KernelCase as(DataType other) {
        return new KernelCase(this, other);
    }

    private CellState state(Random random, int batch) {
        return new CellState(
                gaussian(random, type, 0.5, batch, spec.hiddenSize()),
                spec.cell().hasCellState() ? gaussian(random, type, 0.5, batch, spec.hiddenSize()) : null);
    }

    static INDArray gaussian(Random random, DataType type, double scale, long... shape) {
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, scale * random.nextGaussian());
        }
        return type == DataType.DOUBLE ? array : array.castTo(type);
    }

    private CellState emptyState() {
        long batch = x.size(1);
        // Filled with 9: a kernel must overwrite, not add.
        return new CellState(
                Nd4j.valueArrayOf(new long[] {batch, spec.hiddenSize()}, 9.0, type),
                spec.cell().hasCellState()
                        ? Nd4j.valueArrayOf(new long[] {batch, spec.hiddenSize()}, 9.0, type)
                        : null);
    }

    private static INDArray like(INDArray array) {
        return Nd4j.valueArrayOf(array.shape(), 9.0, array.dataType());
    }

    /** Forward only. */
    Outcome forward(RecurrentKernel kernel, boolean training) {
        INDArray y = like(dy);
        CellState last = emptyState();
        kernel.forward(weights, x, lengths, initial, dropout, y, last, training);
        return new Outcome(y, last, null, null, null);
    }

    /** Forward and backward. */
    Outcome run(RecurrentKernel kernel) {
        INDArray y = like(dy);
        CellState last = emptyState();
        Tape tape = kernel.forward(weights, x, lengths, initial, dropout, y, last, true);
        CellGradients out = new CellGradients(
                like(x),
                new CellWeights(
                        like(weights.input()),
                        like(weights.recurrent()),
                        like(weights.bias()),
                        weights.peephole() == null ? null : like(weights.peephole()),
                        weights.layerNorm() == null ? null : like(weights.layerNorm())),
                emptyState());
        kernel.backward(weights, tape, dy, dFinal, out);
        return new Outcome(y, last, out.x(), out.weights(), out.initial());
    }

    /** The loss of a forward pass. */
    double loss(RecurrentKernel kernel) {
        Outcome outcome = forward(kernel, true);
        double loss = outcome.y().mul(dy).sumNumber().doubleValue();
        if (dFinal != null) {
            loss += outcome.last().h().mul(dFinal.h()).sumNumber().doubleValue();
            if (dFinal.c() != null) {
                loss += outcome.last().c().mul(dFinal.c()).sumNumber().doubleValue();
            }
        }
        return loss;
    }
}
