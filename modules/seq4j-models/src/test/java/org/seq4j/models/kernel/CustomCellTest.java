package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A cell of one's own that does what a cell of the library does gives the same numbers, there and back. */
class CustomCellTest {
    private static final CellSpec LIBRARY = new CellSpec(CellType.LSTM, 3, 5, false);
    private static final CellSpec OWN = new CellSpec(new OwnLstm(), 3, 5, false);
    private static final int TIME = 6;
    private static final int BATCH = 4;

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"DOUBLE", "FLOAT"})
    void itsPassesEqualTheLibrarys(DataType type) {
        double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-4;
        RecurrentKernel own = Kernels.create(OWN, type, false, KernelChoice.AUTO);
        RecurrentKernel library = Kernels.create(LIBRARY, type, false, KernelChoice.PORTABLE);
        assertThat(own.name()).isEqualTo("portable");
        int[] ragged = {6, 0, 3, 1};
        for (KernelCase.Options options : new KernelCase.Options[] {
            KernelCase.Options.PLAIN,
            new KernelCase.Options(ragged, false, false, false),
            new KernelCase.Options(ragged, true, true, false)
        }) {
            KernelCase.Outcome expected = new KernelCase(LIBRARY, type, TIME, BATCH, options, 3).run(library);
            KernelCase.Outcome found = new KernelCase(OWN, type, TIME, BATCH, options, 3).run(own);
            same(found.y(), expected.y(), tolerance);
            same(found.last(), expected.last(), tolerance);
            same(found.dx(), expected.dx(), tolerance);
            same(found.dInitial(), expected.dInitial(), tolerance);
            same(found.dWeights().input(), expected.dWeights().input(), tolerance);
            same(found.dWeights().recurrent(), expected.dWeights().recurrent(), tolerance);
            same(found.dWeights().bias(), expected.dWeights().bias(), tolerance);
        }
    }

    private static void same(CellState found, CellState expected, double tolerance) {
        same(found.h(), expected.h(), tolerance);
        same(found.c(), expected.c(), tolerance);
    }

    private static void same(@Nullable INDArray found, @Nullable INDArray expected, double tolerance) {
        assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThan(tolerance);
    }

    @Test
    void itsStepEqualsTheLibrarys() {
        KernelCase c = new KernelCase(LIBRARY, DataType.DOUBLE, 1, BATCH, KernelCase.Options.PLAIN, 5);
        float[] x = c.x.castTo(DataType.FLOAT).reshape(BATCH * 3L).toFloatVector();
        float[] state = new float[BATCH * 10];
        for (int i = 0; i < state.length; i++) {
            state[i] = (float) Math.sin(i);
        }
        float[] expected = new float[state.length];
        CellStepper.of(LIBRARY, c.weights).step(BATCH, x, state, expected);
        Stepper stepper = CellStepper.of(OWN, c.weights);
        c.weights.recurrent().assign(0); // the stepper is a snapshot
        stepper.step(BATCH, x, state, state); // in place
        assertThat(state).containsExactly(expected, Offset.offset(1e-5f));
        assertThat(Arrays.hashCode(expected)).isNotEqualTo(Arrays.hashCode(new float[expected.length]));
    }

    @Test
    void whatThereIsNotForItEndsInASentence() {
        assertThatThrownBy(() -> new CellSpec(new OwnLstm(), 3, 5, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The cell OwnLstm is one of your own, and there is no layer normalisation");
        assertThatThrownBy(() -> Kernels.create(OWN, DataType.FLOAT, true, KernelChoice.AUTO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave recurrent dropout at 0");
        assertThatThrownBy(() -> Kernels.create(OWN, DataType.FLOAT, false, KernelChoice.ONEDNN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("oneDNN has no primitive for the cell OwnLstm");
    }
}
