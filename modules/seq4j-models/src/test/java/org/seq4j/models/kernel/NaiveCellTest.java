package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The forward pass of every cell, with every option, against the equations written as plain loops over scalars. */
class NaiveCellTest {
    @ParameterizedTest
    @EnumSource(CellType.class)
    void forwardEqualsTheEquations(CellType cell) {
        for (boolean layerNorm : new boolean[] {false, true}) {
            CellSpec spec = new CellSpec(cell, 4, 5, layerNorm);
            int[] lengths = {6, 2, 0};
            KernelCase c =
                    new KernelCase(spec, DataType.DOUBLE, 6, 3, new KernelCase.Options(lengths, true, true, true), 8);
            RecurrentKernel kernel = Kernels.create(spec, DataType.DOUBLE, true, KernelChoice.PORTABLE);
            KernelCase.Outcome outcome = c.forward(kernel, false);
            for (int b = 0; b < 3; b++) {
                double[] h = c.initial.h().getRow(b).toDoubleVector();
                double[] s =
                        spec.cell().hasCellState() ? c.initial.c().getRow(b).toDoubleVector() : new double[5];
                for (int t = 0; t < 6; t++) {
                    if (t < lengths[b]) {
                        step(c, b, t, h, s);
                    }
                    for (int j = 0; j < 5; j++) {
                        assertThat(outcome.y().getDouble(t, b, j))
                                .isEqualTo(t < lengths[b] ? h[j] : 0, org.assertj.core.data.Offset.offset(1e-12));
                    }
                }
                assertThat(outcome.last().h().getRow(b).toDoubleVector())
                        .containsExactly(h, org.assertj.core.data.Offset.offset(1e-12));
                if (spec.cell().hasCellState()) {
                    assertThat(outcome.last().c().getRow(b).toDoubleVector())
                            .containsExactly(s, org.assertj.core.data.Offset.offset(1e-12));
                }
            }
        }
    }

    private static void step(KernelCase c, int b, int t, double[] h, double[] s) {
        int n = c.spec.hiddenSize();
        int g = c.spec.cell().gates();
        double[] masked = new double[n];
        for (int j = 0; j < n; j++) {
            masked[j] = h[j] * c.dropout.getDouble(b, j);
        }
        double[][] wx = new double[g][n];
        double[][] uh = new double[g][n];
        for (int k = 0; k < g; k++) {
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < c.spec.inputSize(); i++) {
                    wx[k][j] += c.x.getDouble(t, b, i) * c.weights.input().getDouble(i, k * n + j);
                }
            }
            wx[k] = normalized(c, wx[k], k * n);
            uh[k] = recurrent(c, masked, k);
        }
        INDArray bias = c.weights.bias();
        double[] before = h.clone();
        for (int j = 0; j < n; j++) {
            double[] a = new double[g];
            for (int k = 0; k < g; k++) {
                a[k] = wx[k][j] + bias.getDouble((long) k * n + j);
            }
            switch ((CellType) c.spec.cell()) {
                case RNN_TANH -> h[j] = Math.tanh(a[0] + uh[0][j]);
                case RNN_RELU -> h[j] = Math.max(0, a[0] + uh[0][j]);
                case LSTM, PEEPHOLE_LSTM -> {
                    boolean peephole = c.spec.cell() == CellType.PEEPHOLE_LSTM;
                    INDArray p = c.weights.peephole();
                    double i = sigmoid(a[0] + uh[0][j] + (peephole ? p.getDouble(j) * s[j] : 0));
                    double f = sigmoid(a[1] + uh[1][j] + (peephole ? p.getDouble(n + j) * s[j] : 0));
                    s[j] = f * s[j] + i * Math.tanh(a[2] + uh[2][j]);
                    h[j] = sigmoid(a[3] + uh[3][j] + (peephole ? p.getDouble(2L * n + j) * s[j] : 0));
                }
                case GRU, GRU_RESET_AFTER -> {
                    double u = sigmoid(a[0] + uh[0][j]);
                    double candidate;
                    if (c.spec.cell() == CellType.GRU) {
                        double[] reset = new double[n];
                        for (int m = 0; m < n; m++) {
                            double r = sigmoid(wx[1][m] + bias.getDouble((long) n + m) + uh[1][m]);
                            reset[m] = r * masked[m];
                        }
                        candidate = Math.tanh(a[2] + recurrent(c, reset, 2)[j]);
                    } else {
                        candidate =
                                Math.tanh(a[2] + sigmoid(a[1] + uh[1][j]) * (uh[2][j] + bias.getDouble(3L * n + j)));
                    }
                    h[j] = u * before[j] + (1 - u) * candidate;
                }
            }
        }
        if (c.spec.cell().hasCellState()) { // h holds the output gates
            double[] squashed = s.clone();
            if (c.spec.layerNorm()) {
                squashed = normalized(c, squashed, 2 * g * n);
            }
            for (int j = 0; j < n; j++) {
                double shift = c.spec.layerNorm() ? c.weights.layerNorm().getDouble(2L * g * n + n + j) : 0;
                h[j] *= Math.tanh(squashed[j] + shift);
            }
        }
    }

    private static double[] recurrent(KernelCase c, double[] h, int gate) {
        int n = h.length;
        double[] product = new double[n];
        for (int j = 0; j < n; j++) {
            for (int m = 0; m < n; m++) {
                product[j] += h[m] * c.weights.recurrent().getDouble(m, gate * n + j);
            }
        }
        return normalized(c, product, c.spec.projectedSize() + gate * n);
    }

    private static double[] normalized(KernelCase c, double[] a, int gain) {
        if (!c.spec.layerNorm()) {
            return a;
        }
        double mean = 0;
        double variance = 0;
        for (double v : a) {
            mean += v / a.length;
        }
        for (double v : a) {
            variance += (v - mean) * (v - mean) / a.length;
        }
        double[] result = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            result[j] = c.weights.layerNorm().getDouble((long) gain + j) * (a[j] - mean) / Math.sqrt(variance + 1e-5);
        }
        return result;
    }

    private static double sigmoid(double a) {
        return 1 / (1 + Math.exp(-a));
    }
}
