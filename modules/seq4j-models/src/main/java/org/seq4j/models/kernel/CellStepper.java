package org.seq4j.models.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the steppers of all cells share: the snapshot of the parameters, the two products, layer normalisation. */
abstract class CellStepper implements Stepper {
    final int hiddenSize;
    final int projectedSize;
    final float[] bias;
    final float[] peephole;
    private final CellSpec spec;
    private final HostMatrix input; // [I, G*H]
    private final HostMatrix[] recurrent; // [H, gates*H] for each group of gates that one product computes
    private final int[] groups; // first gate of each group
    private final float @Nullable [] norm;

    CellStepper(CellSpec spec, CellWeights w) {
        this.spec = spec;
        hiddenSize = spec.hiddenSize();
        projectedSize = spec.projectedSize();
        input = new HostMatrix(spec.inputSize(), projectedSize, floats(w.input()));
        groups = groups(spec.cell());
        recurrent = split(floats(w.recurrent()));
        bias = floats(w.bias());
        peephole = w.peephole() == null ? new float[0] : floats(w.peephole());
        norm = w.layerNorm() == null ? null : floats(w.layerNorm());
    }

    /** The stepper of a cell: to add a cell, add its class and its line here. */
    static Stepper of(CellSpec spec, CellWeights w) {
        if (spec.cell() instanceof CustomCell custom) {
            return new CustomStepper(custom, spec, w);
        }
        return switch ((CellType) spec.cell()) {
            case RNN_TANH -> new RnnStepper(spec, w, false);
            case RNN_RELU -> new RnnStepper(spec, w, true);
            case LSTM, PEEPHOLE_LSTM -> new LstmStepper(spec, w);
            case GRU -> new GruStepper(spec, w);
            case GRU_RESET_AFTER -> new GruResetAfterStepper(spec, w);
        };
    }

    /** The candidate of the GRU with the reset gate before the product has a product of its own. */
    private static int[] groups(Cell cell) {
        return cell == CellType.GRU ? new int[] {0, 2} : new int[] {0};
    }

    private HostMatrix[] split(float[] weights) {
        HostMatrix[] parts = new HostMatrix[groups.length];
        for (int g = 0; g < parts.length; g++) {
            int from = groups[g] * hiddenSize;
            int to = g + 1 < parts.length ? groups[g + 1] * hiddenSize : projectedSize;
            parts[g] = new HostMatrix(hiddenSize, to - from, weights, projectedSize, from);
        }
        return parts;
    }

    private static float[] floats(INDArray array) {
        INDArray flat = array.reshape('c', new long[] {array.length()});
        return (flat.dataType() == DataType.FLOAT ? flat : flat.castTo(DataType.FLOAT)).toFloatVector();
    }

    @Override
    public final int inputSize() {
        return spec.inputSize();
    }

    @Override
    public final int hiddenSize() {
        return hiddenSize;
    }

    @Override
    public final int stateSize() {
        return spec.stateSize();
    }

    @Override
    public final int projectedSize() {
        return projectedSize;
    }

    @Override
    public final void step(int batch, float[] x, float[] state, float[] next) {
        float[] projected = new float[batch * projectedSize];
        project(batch, x, projected);
        advance(batch, projected, state, next);
    }

    @Override
    public final void stepProjected(int batch, float[] projected, float[] state, float[] next) {
        atLeast("projected input", projected, batch * projectedSize);
        advance(batch, Arrays.copyOf(projected, batch * projectedSize), state, next);
    }

    @Override
    public final void project(int rows, float[] x, float[] projected) {
        int inputSize = spec.inputSize();
        atLeast("input", x, rows * inputSize);
        atLeast("projected input", projected, rows * projectedSize);
        if (norm == null) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(bias, 0, projected, row * projectedSize, projectedSize);
            }
        } else {
            Arrays.fill(projected, 0, rows * projectedSize, 0);
        }
        input.multiplyAdd(rows, x, inputSize, projected, 0, projectedSize);
        if (norm != null) {
            for (int row = 0; row < rows; row++) {
                int offset = row * projectedSize;
                normalize(projected, offset, projectedSize, norm, 0);
                for (int j = 0; j < projectedSize; j++) {
                    projected[offset + j] += bias[j];
                }
            }
        }
    }

    private void advance(int batch, float[] gates, float[] state, float[] next) {
        atLeast("state", state, batch * stateSize());
        atLeast("next state", next, batch * stateSize());
        gateStep(batch, gates, state, next);
    }

    /**
     * The step after the input projection.
     *
     * @param gates [B, G*H], the projected input; may be overwritten
     * @param state [B, stateSize]
     * @param next [B, stateSize]; may be the array {@code state}
     */
    abstract void gateStep(int batch, float[] gates, float[] state, float[] next);

    /**
     * {@code out += gain * N(a U[:, gates])} for every row and the gates of one group.
     *
     * @param a rows of H values, {@code aStride} apart
     * @param group number of the group of gates
     * @param out rows {@code outStride} apart, the first at {@code outOffset}
     */
    final void addRecurrent(int batch, float[] a, int aStride, int group, float[] out, int outOffset, int outStride) {
        HostMatrix weights = recurrent[group];
        if (norm == null) {
            weights.multiplyAdd(batch, a, aStride, out, outOffset, outStride);
            return;
        }
        int from = groups[group] * hiddenSize;
        int width = weights.columns();
        float[] product = new float[batch * width];
        weights.multiplyAdd(batch, a, aStride, product, 0, width);
        for (int b = 0; b < batch; b++) {
            normalize(product, b * width, width, norm, projectedSize + from);
            int o = outOffset + b * outStride;
            for (int j = 0; j < width; j++) {
                out[o + j] += product[b * width + j];
            }
        }
    }

    /** {@code gain*N(c) + shift} of one row of H cell states, in place; nothing without layer normalisation. */
    final void normalizeCell(float[] c, int offset) {
        if (norm != null) {
            int gain = 2 * projectedSize;
            normalize(c, offset, hiddenSize, norm, gain);
            for (int j = 0; j < hiddenSize; j++) {
                c[offset + j] += norm[gain + hiddenSize + j];
            }
        }
    }

    /** {@code gain*N(a)} of each group of H of one row, in place. */
    private void normalize(float[] a, int offset, int width, float[] gain, int gainOffset) {
        for (int group = 0; group < width; group += hiddenSize) {
            int from = offset + group;
            double sum = 0;
            for (int j = from; j < from + hiddenSize; j++) {
                sum += a[j];
            }
            double mean = sum / hiddenSize;
            double squares = 0;
            for (int j = from; j < from + hiddenSize; j++) {
                squares += (a[j] - mean) * (a[j] - mean);
            }
            float m = (float) mean;
            float inverse = (float) (1 / Math.sqrt(squares / hiddenSize + NormalizedSequence.EPSILON));
            for (int j = 0; j < hiddenSize; j++) {
                a[from + j] = (a[from + j] - m) * inverse * gain[gainOffset + group + j];
            }
        }
    }

    private static void atLeast(String name, float[] array, int length) {
        if (array.length < length) {
            throw new IllegalArgumentException(
                    "The " + name + " of a step needs " + length + " values, but has " + array.length + ".");
        }
    }
}
