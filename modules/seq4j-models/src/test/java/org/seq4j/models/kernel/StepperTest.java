package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class StepperTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    @ParameterizedTest
    @EnumSource(CellType.class)
    void stepsEqualTheSequence(CellType cell) {
        int[][] shapes = { // B, I, H
            {1, 3, 5}, {3, 7, 4}, {2, 33, 40}, {24, 20, 65}
        };
        for (boolean layerNorm : new boolean[] {false, true}) {
            for (int[] shape : shapes) {
                CellSpec spec = new CellSpec(cell, shape[1], shape[2], layerNorm);
                int batch = shape[0];
                int time = 5;
                KernelCase c = new KernelCase(
                        spec, DataType.DOUBLE, time, batch, new KernelCase.Options(null, true, false, false), 6);
                RecurrentKernel kernel = Kernels.create(spec, DataType.DOUBLE, false, KernelChoice.PORTABLE);
                float[] y = c.forward(kernel, false)
                        .y()
                        .castTo(DataType.FLOAT)
                        .reshape(c.dy.length())
                        .toFloatVector();
                float[] x = c.x.castTo(DataType.FLOAT).reshape(c.x.length()).toFloatVector();
                Stepper stepper = kernel.stepper(c.weights);
                float[] state = initial(c, batch);
                float[] projectedState = state.clone();
                float[] projected = new float[batch * stepper.projectedSize()];
                for (int t = 0; t < time; t++) {
                    float[] xt = slice(x, t * batch * shape[1], batch * shape[1]);
                    float[] next = new float[state.length];
                    stepper.step(batch, xt, state, next);
                    stepper.project(batch, xt, projected);
                    stepper.stepProjected(batch, projected, projectedState, projectedState); // in place
                    assertThat(projectedState).as("%s", spec).containsExactly(next, Offset.offset(0f));
                    for (int b = 0; b < batch; b++) {
                        int row = (t * batch + b) * shape[2];
                        assertThat(slice(next, b * stepper.stateSize(), shape[2]))
                                .as("%s, step %s, row %s", spec, t, b)
                                .containsExactly(slice(y, row, shape[2]), CLOSE);
                    }
                    state = next;
                }
            }
        }
    }

    private static float[] slice(float[] a, int from, int length) {
        return java.util.Arrays.copyOfRange(a, from, from + length);
    }

    /** Rows of h, then c. */
    private static float[] initial(KernelCase c, int batch) {
        var h = c.initial.h();
        var state = c.initial.c() == null ? h : Nd4j.concat(1, h, c.initial.c());
        return state.castTo(DataType.FLOAT).dup('c').reshape(state.length()).toFloatVector();
    }

    @Test
    void batchesEqualTheirRowsOneByOne() {
        CellSpec spec = new CellSpec(CellType.LSTM, 16, 24, false);
        KernelCase c = new KernelCase(spec, DataType.FLOAT, 1, 40, KernelCase.Options.PLAIN, 6);
        Stepper stepper = Kernels.create(spec, DataType.FLOAT, false, KernelChoice.PORTABLE)
                .stepper(c.weights);
        float[] x = c.x.reshape(c.x.length()).toFloatVector();
        float[] together = new float[40 * stepper.stateSize()];
        stepper.step(40, x, new float[together.length], together);
        for (int b = 0; b < 40; b++) {
            float[] alone = new float[stepper.stateSize()];
            stepper.step(1, slice(x, b * 16, 16), new float[alone.length], alone);
            assertThat(slice(together, b * alone.length, alone.length)).containsExactly(alone, Offset.offset(1e-6f));
        }
    }

    @Test
    void isSafeForSeveralThreads() throws Exception {
        CellSpec spec = new CellSpec(CellType.GRU, 16, 24, false);
        KernelCase c = new KernelCase(spec, DataType.FLOAT, 1, 20, KernelCase.Options.PLAIN, 6);
        Stepper stepper = Kernels.create(spec, DataType.FLOAT, false, KernelChoice.PORTABLE)
                .stepper(c.weights);
        float[] x = c.x.reshape(c.x.length()).toFloatVector();
        float[] expected = run(stepper, x);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                results.add(threads.submit(() -> run(stepper, x)));
            }
            for (Future<float[]> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static float[] run(Stepper stepper, float[] x) {
        float[] state = new float[20 * stepper.stateSize()];
        for (int t = 0; t < 20; t++) {
            stepper.step(20, x, state, state);
        }
        return state;
    }

    @Test
    void isASnapshot() {
        CellSpec spec = new CellSpec(CellType.RNN_TANH, 3, 4, false);
        KernelCase c = new KernelCase(spec, DataType.FLOAT, 1, 1, KernelCase.Options.PLAIN, 6);
        Stepper stepper = Kernels.create(spec, DataType.FLOAT, false, KernelChoice.PORTABLE)
                .stepper(c.weights);
        float[] before = new float[4];
        float[] after = new float[4];
        stepper.step(1, new float[] {1, 2, 3}, new float[4], before);
        c.weights.input().assign(0);
        stepper.step(1, new float[] {1, 2, 3}, new float[4], after);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void refusesShortArrays() {
        CellSpec spec = new CellSpec(CellType.LSTM, 3, 4, false);
        KernelCase c = new KernelCase(spec, DataType.FLOAT, 1, 1, KernelCase.Options.PLAIN, 6);
        Stepper stepper = Kernels.create(spec, DataType.FLOAT, false, KernelChoice.PORTABLE)
                .stepper(c.weights);
        assertThatThrownBy(() -> stepper.step(1, new float[3], new float[4], new float[8]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 values, but has 4");
    }
}
