package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What lies between a forward pass and its backward pass. */
class TapeTest {
    private static final WorkspaceConfiguration SMALL = WorkspaceConfiguration.builder()
            .initialSize(1 << 20)
            .policyAllocation(AllocationPolicy.STRICT)
            .build();

    @ParameterizedTest
    @EnumSource(
            value = KernelChoice.class,
            names = {"PORTABLE", "ONEDNN"})
    void outlivesTheWorkspaceOfItsForwardPass(KernelChoice choice) {
        assumeTrue(
                choice != KernelChoice.ONEDNN || OneDnn.unavailable() == null,
                () -> "oneDNN cannot run here: " + OneDnn.unavailable());
        CellSpec spec = new CellSpec(CellType.LSTM, 6, 8, false);
        KernelCase.Options options = new KernelCase.Options(new int[] {7, 3, 0}, true, true, false);
        KernelCase c = new KernelCase(spec, DataType.FLOAT, 7, 3, options, 2);
        KernelCase.Outcome expected = c.run(Kernels.create(spec, DataType.FLOAT, false, choice));

        RecurrentKernel kernel = Kernels.create(spec, DataType.FLOAT, false, choice);
        Tape tape = null;
        for (int round = 0; round < 2; round++) { // the second round runs in recycled memory
            try (MemoryWorkspace ws = Nd4j.getWorkspaceManager().getAndActivateWorkspace(SMALL, "TAPE_TEST")) {
                INDArray x = c.x.dup('c');
                INDArray y = Nd4j.create(DataType.FLOAT, 7, 3, 8);
                CellState initial =
                        new CellState(c.initial.h().dup('c'), c.initial.c().dup('c'));
                CellState last = new CellState(Nd4j.create(DataType.FLOAT, 3, 8), Nd4j.create(DataType.FLOAT, 3, 8));
                assertThat(x.isAttached()).isTrue();
                tape = kernel.forward(c.weights, x, c.lengths, initial, null, y, last, true);
                assertThat(y.equalsWithEps(expected.y(), 0)).isTrue();
                assertThat(last.c().equalsWithEps(expected.last().c(), 0)).isTrue();
            }
        }
        try (MemoryWorkspace ws = Nd4j.getWorkspaceManager().getAndActivateWorkspace(SMALL, "TAPE_TEST")) {
            Nd4j.valueArrayOf(new long[] {100_000}, Float.NaN, DataType.FLOAT); // over the memory of the forward pass
            CellGradients out = new CellGradients(
                    Nd4j.create(DataType.FLOAT, 7, 3, 6),
                    new CellWeights(
                            Nd4j.create(DataType.FLOAT, 6, 32),
                            Nd4j.create(DataType.FLOAT, 8, 32),
                            Nd4j.create(DataType.FLOAT, 32),
                            null,
                            null),
                    null);
            // An inference pass in between has buffers of its own.
            c.as(DataType.FLOAT).forward(kernel, false);
            kernel.backward(c.weights, tape, c.dy.dup('c'), c.dFinal, out);
            assertThat(out.x().equalsWithEps(expected.dx(), 0)).isTrue();
            assertThat(out.weights()
                            .recurrent()
                            .equalsWithEps(expected.dWeights().recurrent(), 0))
                    .isTrue();
        }
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }

    @ParameterizedTest
    @EnumSource(
            value = KernelChoice.class,
            names = {"PORTABLE", "ONEDNN"})
    void parametersAndGradientsMayBeViews(KernelChoice choice) {
        assumeTrue(
                choice != KernelChoice.ONEDNN || OneDnn.unavailable() == null,
                () -> "oneDNN cannot run here: " + OneDnn.unavailable());
        CellSpec spec = new CellSpec(CellType.PEEPHOLE_LSTM, 3, 5, false);
        KernelCase c = new KernelCase(spec, DataType.FLOAT, 4, 2, KernelCase.Options.PLAIN, 2);
        KernelCase.Outcome expected = c.run(Kernels.create(spec, DataType.FLOAT, false, choice));

        RecurrentKernel kernel = Kernels.create(spec, DataType.FLOAT, false, choice);
        CellWeights w = views(spec, 7);
        w.input().assign(c.weights.input());
        w.recurrent().assign(c.weights.recurrent());
        w.bias().assign(c.weights.bias());
        w.peephole().assign(c.weights.peephole());
        CellWeights dw = views(spec, 3);
        INDArray y = Nd4j.create(DataType.FLOAT, 4, 2, 5);
        INDArray dx = Nd4j.create(DataType.FLOAT, 4, 2, 3);
        Tape tape = kernel.forward(w, c.x, null, null, null, y, null, true);
        kernel.backward(w, tape, c.dy, null, new CellGradients(dx, dw, null));
        assertThat(y.equalsWithEps(expected.y(), 1e-6)).isTrue();
        assertThat(dx.equalsWithEps(expected.dx(), 1e-6)).isTrue();
        assertThat(dw.input().equalsWithEps(expected.dWeights().input(), 1e-6)).isTrue();
        assertThat(dw.recurrent().equalsWithEps(expected.dWeights().recurrent(), 1e-6))
                .isTrue();
        assertThat(dw.bias().equalsWithEps(expected.dWeights().bias(), 1e-6)).isTrue();
        assertThat(dw.peephole().equalsWithEps(expected.dWeights().peephole(), 1e-6))
                .isTrue();
    }

    /** Views at odd offsets of one flat array, as in a network's parameters. */
    private static CellWeights views(CellSpec spec, int offset) {
        int[] sizes = {
            spec.inputSize() * spec.projectedSize(),
            spec.hiddenSize() * spec.projectedSize(),
            spec.biasSize(),
            spec.peepholeSize()
        };
        int total = offset;
        for (int size : sizes) {
            total += size;
        }
        INDArray flat = Nd4j.zeros(DataType.FLOAT, total);
        INDArray[] parts = new INDArray[4];
        int at = offset;
        for (int i = 0; i < 4; i++) {
            parts[i] = Ops.range(flat, at, at + sizes[i]);
            at += sizes[i];
        }
        return new CellWeights(
                parts[0].reshape('c', spec.inputSize(), spec.projectedSize()),
                parts[1].reshape('c', spec.hiddenSize(), spec.projectedSize()),
                parts[2],
                parts[3],
                null);
    }

    @Test
    void wrongArraysAndTapesAreRefusedInASentence() {
        CellSpec spec = new CellSpec(CellType.GRU, 3, 5, false);
        KernelCase c = new KernelCase(spec, DataType.FLOAT, 4, 2, KernelCase.Options.PLAIN, 2);
        RecurrentKernel kernel = Kernels.create(spec, DataType.FLOAT, false, KernelChoice.PORTABLE);
        INDArray y = Nd4j.create(DataType.FLOAT, 4, 2, 5);
        assertThatThrownBy(() -> kernel.forward(
                        c.weights, Nd4j.create(DataType.FLOAT, 4, 2, 9), null, null, null, y, null, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[4, 2, 3]")
                .hasMessageContaining("[4, 2, 9]");
        assertThatThrownBy(() -> kernel.forward(
                        c.weights,
                        Nd4j.create(DataType.FLOAT, new long[] {4, 2, 3}, 'f'),
                        null,
                        null,
                        null,
                        y,
                        null,
                        true))
                .hasMessageContaining("'c' order");
        assertThatThrownBy(() -> kernel.forward(c.weights, c.x, new int[] {5, 1}, null, null, y, null, true))
                .hasMessageContaining("length 5");
        CellGradients out = new CellGradients(c.x.dup(), c.weights, null);
        assertThatThrownBy(() -> kernel.backward(c.weights, Tape.EMPTY, c.dy, null, out))
                .hasMessageContaining("tape");
    }
}
