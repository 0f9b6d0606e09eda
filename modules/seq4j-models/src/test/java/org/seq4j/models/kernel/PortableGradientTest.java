package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Numeric gradient check of the portable kernel, in double precision, for every cell and option. */
class PortableGradientTest {
    private static final int TIME = 3;
    private static final int BATCH = 3;
    private static final int[] RAGGED = {3, 0, 1};
    private static final double STEP = 1e-5;

    @ParameterizedTest
    @EnumSource(CellType.class)
    void analyticGradientsEqualCentralDifferences(CellType cell) {
        Map<String, KernelCase.Options> options = new LinkedHashMap<>();
        options.put("plain", KernelCase.Options.PLAIN);
        options.put("ragged lengths", new KernelCase.Options(RAGGED, false, false, false));
        options.put("initial state", new KernelCase.Options(null, true, false, false));
        options.put("final state", new KernelCase.Options(null, false, true, false));
        options.put("recurrent dropout", new KernelCase.Options(null, true, false, true));
        options.put("all", new KernelCase.Options(RAGGED, true, true, true));
        for (boolean layerNorm : new boolean[] {false, true}) {
            CellSpec spec = new CellSpec(cell, 3, 4, layerNorm);
            options.forEach((name, option) -> {
                double error = maximumError(new KernelCase(spec, DataType.DOUBLE, TIME, BATCH, option, 11), 3);
                System.out.printf("gradient check %s%s, %s: %.1e%n", cell, layerNorm ? " layer norm" : "", name, error);
                assertThat(error).as("%s %s", spec, name).isLessThan(1e-6);
            });
        }
    }

    /** Maximum relative error over up to {@code samples} elements of each array, all of them for small arrays. */
    private static double maximumError(KernelCase c, int samples) {
        RecurrentKernel kernel = Kernels.create(c.spec, c.type, c.dropout != null, KernelChoice.PORTABLE);
        KernelCase.Outcome analytic = c.run(kernel);
        double worst = error(c, kernel, c.x, analytic.dx(), samples);
        CellWeights w = c.weights;
        CellWeights dw = analytic.dWeights();
        worst = Math.max(worst, error(c, kernel, w.input(), dw.input(), samples));
        worst = Math.max(worst, error(c, kernel, w.recurrent(), dw.recurrent(), 2 * samples));
        worst = Math.max(worst, error(c, kernel, w.bias(), dw.bias(), samples));
        worst = Math.max(worst, error(c, kernel, w.peephole(), dw.peephole(), samples));
        worst = Math.max(worst, error(c, kernel, w.layerNorm(), dw.layerNorm(), 2 * samples));
        if (c.initial != null) {
            worst = Math.max(
                    worst, error(c, kernel, c.initial.h(), analytic.dInitial().h(), samples));
            worst = Math.max(
                    worst, error(c, kernel, c.initial.c(), analytic.dInitial().c(), samples));
        }
        return worst;
    }

    private static double error(
            KernelCase c, RecurrentKernel kernel, @Nullable INDArray at, @Nullable INDArray gradient, int samples) {
        if (at == null || gradient == null) {
            return 0;
        }
        Random random = new Random(5);
        double worst = 0;
        for (int n = 0; n < samples; n++) {
            long i = samples >= at.length() ? n : random.nextInt((int) at.length());
            if (i >= at.length()) {
                break;
            }
            double value = at.getDouble(i);
            at.putScalar(i, value + STEP);
            double plus = c.loss(kernel);
            at.putScalar(i, value - STEP);
            double minus = c.loss(kernel);
            at.putScalar(i, value);
            double numeric = (plus - minus) / (2 * STEP);
            double exact = gradient.getDouble(i);
            double scale = Math.max(Math.abs(numeric) + Math.abs(exact), 1e-2);
            worst = Math.max(worst, Math.abs(numeric - exact) / scale);
        }
        return worst;
    }

    @Test
    void gradientsOfPaddedInputsAreZero() {
        KernelCase c = new KernelCase(
                new CellSpec(CellType.LSTM, 3, 5, false),
                DataType.DOUBLE,
                TIME,
                BATCH,
                new KernelCase.Options(RAGGED, true, true, false),
                3);
        KernelCase.Outcome outcome = c.run(Kernels.create(c.spec, c.type, false, KernelChoice.PORTABLE));
        for (int b = 0; b < BATCH; b++) {
            for (int t = RAGGED[b]; t < TIME; t++) {
                for (int j = 0; j < 3; j++) {
                    assertThat(outcome.dx().getDouble(t, b, j)).isZero();
                }
                assertThat(outcome.y().getDouble(t, b, 0)).isZero();
            }
        }
    }
}
