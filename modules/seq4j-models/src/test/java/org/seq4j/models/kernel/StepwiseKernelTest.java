package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Stepping a cell from outside must compute what the portable kernel computes in its loop. */
class StepwiseKernelTest {
    private static final int TIME = 4;
    private static final int BATCH = 3;
    private static final int INPUT = 5;

    @ParameterizedTest
    @EnumSource(CellType.class)
    void stepsEqualTheLoop(CellType cell) {
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            double tolerance = type == DataType.DOUBLE ? 1e-12 : 2e-5;
            for (boolean layerNorm : new boolean[] {false, true}) {
                for (boolean options : new boolean[] {false, true}) {
                    KernelCase c = new KernelCase(
                            new CellSpec(cell, INPUT, 6, layerNorm),
                            type,
                            TIME,
                            BATCH,
                            options
                                    ? new KernelCase.Options(new int[] {4, 0, 2}, true, false, true)
                                    : KernelCase.Options.PLAIN,
                            21);
                    for (int known : new int[] {0, 2, INPUT}) {
                        assertThat(worst(c, known))
                                .as(
                                        "%s, %s, layer norm %s, options %s, %d known",
                                        cell, type, layerNorm, options, known)
                                .isLessThan(tolerance);
                    }
                }
            }
        }
    }

    /** The greatest difference of outputs and gradients; the pass runs twice, for buffers must not carry anything over. */
    private static double worst(KernelCase c, int known) {
        KernelCase.Outcome expected = c.run(Kernels.create(c.spec, c.type, c.dropout != null, KernelChoice.PORTABLE));
        StepwiseKernel kernel = new StepwiseKernel(c.spec, known, c.type);
        double worst = 0;
        for (int pass = 0; pass < 2; pass++) {
            KernelCase.Outcome found = run(c, kernel, known);
            worst = Math.max(worst, difference(expected.y(), found.y()));
            worst = Math.max(worst, difference(expected.dx(), found.dx()));
            CellWeights e = expected.dWeights();
            CellWeights f = found.dWeights();
            worst = Math.max(worst, difference(e.input(), f.input()));
            worst = Math.max(worst, difference(e.recurrent(), f.recurrent()));
            worst = Math.max(worst, difference(e.bias(), f.bias()));
            worst = Math.max(worst, difference(e.peephole(), f.peephole()));
            worst = Math.max(worst, difference(e.layerNorm(), f.layerNorm()));
            worst = Math.max(
                    worst, difference(expected.dInitial().h(), found.dInitial().h()));
            worst = Math.max(
                    worst, difference(expected.dInitial().c(), found.dInitial().c()));
        }
        return worst;
    }

    /** Relative to the greatest element: gradients through layer normalisation are large. */
    private static double difference(@Nullable INDArray a, @Nullable INDArray b) {
        if (a == null || b == null) {
            return 0;
        }
        double scale = Math.max(1, a.amaxNumber().doubleValue());
        return a.sub(b).amaxNumber().doubleValue() / scale;
    }

    private static KernelCase.Outcome run(KernelCase c, StepwiseKernel kernel, int known) {
        INDArray x = known == 0 ? null : features(c.x, 0, known);
        kernel.start(c.weights, x, TIME, BATCH, c.lengths, c.initial, c.dropout);
        for (int t = 0; t < TIME; t++) {
            kernel.step(t, known == INPUT ? null : step(features(c.x, known, INPUT), t));
        }
        INDArray y = kernel.hiddenRows().reshape('c', c.dy.shape()).dup('c');
        CellWeights gradients = like(c.weights);
        INDArray dx = Nd4j.create(c.type, c.x.shape(), 'c');
        INDArray dKnown = known == 0 ? null : Nd4j.create(c.type, new long[] {TIME, BATCH, known}, 'c');
        CellState dInitial = new CellState(
                Nd4j.create(c.type, BATCH, c.spec.hiddenSize()), Nd4j.create(c.type, BATCH, c.spec.hiddenSize()));
        kernel.startBackward(c.weights);
        for (int t = TIME - 1; t >= 0; t--) {
            INDArray dFed = kernel.stepBack(t, step(c.dy, t));
            if (dFed != null) {
                step(dx, t)
                        .get(NDArrayIndex.all(), NDArrayIndex.interval(known, INPUT))
                        .assign(dFed);
            }
        }
        kernel.finishBackward(
                gradients, dKnown, new CellState(dInitial.h(), c.spec.cell().hasCellState() ? dInitial.c() : null));
        if (dKnown != null) {
            dx.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, known))
                    .assign(dKnown);
        }
        return new KernelCase.Outcome(y, dInitial, dx, gradients, dInitial);
    }

    private static INDArray features(INDArray x, int from, int to) {
        return x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                .dup('c');
    }

    private static INDArray step(INDArray sequence, int t) {
        return sequence.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all());
    }

    private static CellWeights like(CellWeights w) {
        return new CellWeights(
                w.input().like(),
                w.recurrent().like(),
                w.bias().like(),
                w.peephole() == null ? null : w.peephole().like(),
                w.layerNorm() == null ? null : w.layerNorm().like());
    }

    @Test
    void theSharesOfTheInputMustFit() {
        CellSpec spec = new CellSpec(CellType.GRU, 3, 2, false);
        assertThatThrownBy(() -> new StepwiseKernel(spec, 4, DataType.FLOAT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Of 3 input features 0 to 3 can be known before the first step, but 4 were said to be.");
        KernelCase c = new KernelCase(spec, DataType.FLOAT, 2, 2, KernelCase.Options.PLAIN, 1);
        StepwiseKernel kernel = new StepwiseKernel(spec, 2, DataType.FLOAT);
        assertThatThrownBy(() -> kernel.start(c.weights, null, 2, 2, null, null, null))
                .hasMessage("Expected 2 known input features, found none.");
        kernel.start(c.weights, features(c.x, 0, 2), 2, 2, null, null, null);
        assertThatThrownBy(() -> kernel.step(0, null)).hasMessage("Expected 1 fed input features, found none.");
    }
}
