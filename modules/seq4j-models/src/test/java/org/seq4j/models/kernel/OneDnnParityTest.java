package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The oneDNN kernel against the portable one in float, over shapes, lengths and states. */
class OneDnnParityTest {
    @BeforeEach
    void oneDnnIsThere() {
        assumeTrue(OneDnn.unavailable() == null, () -> "oneDNN cannot run here: " + OneDnn.unavailable());
    }

    @ParameterizedTest
    @EnumSource(CellType.class)
    void equalsThePortableKernel(CellType cell) {
        int[][] shapes = { // T, B, I, H
            {1, 1, 1, 1}, {1, 3, 5, 4}, {6, 1, 4, 7}, {7, 4, 3, 16}, {12, 9, 20, 33}, {5, 16, 64, 64}
        };
        Random random = new Random(17);
        double worst = 0;
        for (int[] shape : shapes) {
            CellSpec spec = new CellSpec(cell, shape[2], shape[3], false);
            RecurrentKernel onednn = Kernels.create(spec, DataType.FLOAT, false, KernelChoice.ONEDNN);
            RecurrentKernel portable = Kernels.create(spec, DataType.FLOAT, false, KernelChoice.PORTABLE);
            for (int variant = 0; variant < 4; variant++) {
                int[] lengths = variant < 2
                        ? null
                        : random.ints(shape[1], 0, shape[0] + 1).toArray();
                boolean states = variant % 2 == 1;
                KernelCase.Options options = new KernelCase.Options(lengths, states, states, false);
                KernelCase c = new KernelCase(spec, DataType.FLOAT, shape[0], shape[1], options, variant);
                worst = Math.max(worst, difference(c.run(portable), c.run(onednn)));
                assertThat(difference(c.forward(portable, false), c.forward(onednn, false)))
                        .as("inference, %s", spec)
                        .isLessThan(1e-5);
            }
        }
        System.out.printf("oneDNN against portable, %s: %.1e%n", cell, worst);
        assertThat(worst).isLessThan(1e-5);
    }

    /** The largest difference between two outcomes, each array's relative to its largest element. */
    private static double difference(KernelCase.Outcome a, KernelCase.Outcome b) {
        double worst =
                Math.max(relative(a.y(), b.y()), relative(a.last().h(), b.last().h()));
        worst = Math.max(worst, relative(a.last().c(), b.last().c()));
        if (a.dx() == null) {
            return worst;
        }
        worst = Math.max(worst, relative(a.dx(), b.dx()));
        worst = Math.max(worst, relative(a.dWeights().input(), b.dWeights().input()));
        worst = Math.max(worst, relative(a.dWeights().recurrent(), b.dWeights().recurrent()));
        worst = Math.max(worst, relative(a.dWeights().bias(), b.dWeights().bias()));
        worst = Math.max(worst, relative(a.dWeights().peephole(), b.dWeights().peephole()));
        worst = Math.max(worst, relative(a.dInitial().h(), b.dInitial().h()));
        return Math.max(worst, relative(a.dInitial().c(), b.dInitial().c()));
    }

    private static double relative(@Nullable INDArray a, @Nullable INDArray b) {
        if (a == null || b == null) {
            assertThat(a).isEqualTo(b);
            return 0;
        }
        float[] left = a.reshape(a.length()).toFloatVector();
        float[] right = b.reshape(b.length()).toFloatVector();
        double scale = 1e-3;
        double worst = 0;
        for (int i = 0; i < left.length; i++) {
            scale = Math.max(scale, Math.abs(left[i]));
            worst = Math.max(worst, Math.abs(left[i] - right[i]));
            assertThat(right[i]).isFinite();
        }
        return worst / scale;
    }

    @Test
    void runsAreEqualBitForBit() {
        CellSpec spec = new CellSpec(CellType.LSTM, 40, 48, false);
        KernelCase.Options options = new KernelCase.Options(new int[] {9, 4, 0, 7, 9, 1}, true, true, false);
        KernelCase c = new KernelCase(spec, DataType.FLOAT, 9, 6, options, 4);
        KernelCase.Outcome first = c.run(Kernels.create(spec, DataType.FLOAT, false, KernelChoice.ONEDNN));
        KernelCase.Outcome second = c.run(Kernels.create(spec, DataType.FLOAT, false, KernelChoice.ONEDNN));
        assertThat(second.y().toString()).isEqualTo(first.y().toString());
        assertThat(second.dWeights().recurrent().equalsWithEps(first.dWeights().recurrent(), 0))
                .isTrue();
        assertThat(second.dx().equalsWithEps(first.dx(), 0)).isTrue();
        assertThat(second.dInitial().c().equalsWithEps(first.dInitial().c(), 0)).isTrue();
    }

    @Test
    void keepsManyShapesAndFreesTheOldest() {
        CellSpec spec = new CellSpec(CellType.GRU, 3, 4, false);
        RecurrentKernel onednn = Kernels.create(spec, DataType.FLOAT, false, KernelChoice.ONEDNN);
        RecurrentKernel portable = Kernels.create(spec, DataType.FLOAT, false, KernelChoice.PORTABLE);
        for (int time = 1; time <= 70; time++) {
            KernelCase c = new KernelCase(spec, DataType.FLOAT, time, 2, KernelCase.Options.PLAIN, time);
            KernelCase.Outcome outcome = c.run(onednn);
            if (time % 23 == 0) {
                assertThat(relative(c.run(portable).dx(), outcome.dx())).isLessThan(1e-5);
            }
        }
        KernelCase again = new KernelCase(spec, DataType.FLOAT, 1, 2, KernelCase.Options.PLAIN, 1);
        assertThat(relative(again.run(portable).dx(), again.run(onednn).dx())).isLessThan(1e-5);
    }

    @Test
    void saysWhyItCannotServe() {
        CellSpec normalized = new CellSpec(CellType.GRU, 3, 4, true);
        assertThatThrownBy(() -> Kernels.create(normalized, DataType.FLOAT, false, KernelChoice.ONEDNN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layer-normalised");
        assertThat(Kernels.create(normalized, DataType.FLOAT, false, KernelChoice.AUTO)
                        .name())
                .isEqualTo("portable");
        CellSpec plain = new CellSpec(CellType.GRU, 3, 4, false);
        assertThatThrownBy(() -> Kernels.create(plain, DataType.DOUBLE, false, KernelChoice.ONEDNN))
                .hasMessageContaining("not in DOUBLE");
        assertThatThrownBy(() -> Kernels.create(plain, DataType.FLOAT, true, KernelChoice.ONEDNN))
                .hasMessageContaining("recurrent dropout");
        CellSpec wide = new CellSpec(CellType.GRU, 13, 4, false);
        assertThatThrownBy(() -> Kernels.create(wide, DataType.FLOAT, false, KernelChoice.ONEDNN))
                .hasMessageContaining("more features (13) than it has gate values (12)");
        assertThat(Kernels.describe(wide, DataType.FLOAT, false, KernelChoice.AUTO))
                .isEqualTo("portable");
        assertThat(Kernels.create(new CellSpec(CellType.GRU, 12, 4, false), DataType.FLOAT, false, KernelChoice.AUTO)
                        .name())
                .isEqualTo("onednn");
        for (CellType cell : CellType.values()) {
            CellSpec spec = new CellSpec(cell, 2, 2, false);
            assertThat(Kernels.describe(spec, DataType.FLOAT, false, KernelChoice.AUTO))
                    .isEqualTo(Kernels.create(spec, DataType.FLOAT, false, KernelChoice.AUTO)
                            .name())
                    .isEqualTo("onednn");
            assertThat(Kernels.describe(spec, DataType.DOUBLE, false, KernelChoice.AUTO))
                    .isEqualTo("portable");
        }
    }
}
