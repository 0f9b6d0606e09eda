package org.seq4j.models.kernel;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gate arithmetic of {@link PortableLstm} without peepholes and layer normalisation, for floats on a CPU: loops over
 * Java arrays, one for each gate, which HotSpot turns into vector instructions. Several times quicker than single ND4J
 * operations where steps cannot be taken all at once.
 */
final class HostLstm extends PortableCell {
    private static final int GATES = 4; // i, f, g, o

    private final int hiddenSize;
    private final RecurrentProduct product;
    private final List<Step> steps = new ArrayList<>();
    private int batch;
    private float[] rows = {}; // [B, 4H]
    private float[] dHidden = {}; // [B, H]
    private float[] dCell = {};
    private float[][] dGates = new float[GATES][0];

    /** What the backward pass needs of one step, each [B, H]. */
    private static final class Step {
        final float[][] gates;
        final float[] before; // c
        final float[] squashed; // tanh of the new c

        Step(int size) {
            gates = new float[GATES][size];
            before = new float[size];
            squashed = new float[size];
        }
    }

    HostLstm(CellSpec spec, DataType type) {
        hiddenSize = spec.hiddenSize();
        product = new RecurrentProduct(spec, type, 0, GATES);
    }

    @Override
    void fit(int time, int examples) {
        product.fit(time, examples);
        int size = examples * hiddenSize;
        if (examples != batch) {
            batch = examples;
            steps.clear();
            rows = new float[size * GATES];
            dHidden = new float[size];
            dCell = new float[size];
            dGates = new float[GATES][size];
        }
        while (steps.size() < time) {
            steps.add(new Step(size));
        }
    }

    @Override
    void bind(CellWeights w) {
        product.bind(w);
    }

    @Override
    void forward(PortableSequence s, int t) {
        Step step = steps.get(t);
        product.forward(t, s.operand(t), s.gates(t), true);
        HostArrays.copy(s.gates(t), rows);
        split(rows, step.gates);
        HostArrays.copy(s.previousCell(t), step.before);
        int size = batch * hiddenSize;
        float[] c = dCell; // free in a forward pass
        float[] h = dHidden;
        FastMath.sigmoid(step.gates[0], 0, size);
        FastMath.sigmoid(step.gates[1], 0, size);
        FastMath.tanh(step.gates[2], 0, size);
        FastMath.sigmoid(step.gates[3], 0, size);
        cell(step.gates[0], step.gates[1], step.gates[2], step.before, c, size);
        System.arraycopy(c, 0, step.squashed, 0, size);
        FastMath.tanh(step.squashed, 0, size);
        multiply(step.gates[3], step.squashed, h, size);
        HostArrays.copy(c, s.cell(t));
        HostArrays.copy(h, s.hidden(t));
    }

    private static void cell(float[] i, float[] f, float[] g, float[] before, float[] c, int size) {
        for (int k = 0; k < size; k++) {
            c[k] = f[k] * before[k] + i[k] * g[k];
        }
    }

    private static void multiply(float[] a, float[] b, float[] out, int size) {
        for (int k = 0; k < size; k++) {
            out[k] = a[k] * b[k];
        }
    }

    @Override
    void backward(PortableSequence s, int t) {
        Step step = steps.get(t);
        float[][] gates = step.gates;
        int size = batch * hiddenSize;
        HostArrays.copy(s.dHidden(), dHidden);
        HostArrays.copy(s.dCell(), dCell);
        throughOutput(gates[3], step.squashed, dHidden, dCell, dGates[3], size);
        throughSigmoid(gates[0], gates[2], dCell, dGates[0], size);
        throughSigmoid(gates[1], step.before, dCell, dGates[1], size);
        throughTanh(gates[2], gates[0], dCell, dGates[2], size);
        multiply(dCell, gates[1], dCell, size);
        join(dGates, rows);
        HostArrays.copy(rows, s.dGates(t));
        HostArrays.copy(dCell, s.dCell());
        s.dHidden().assign(0);
        product.backward(t, s.dGates(t), s.dOperand());
    }

    /** {@code da_o = dh m o (1 - o)} and {@code dc += dh o (1 - m^2)}. */
    private static void throughOutput(float[] o, float[] m, float[] dh, float[] dc, float[] dao, int size) {
        for (int k = 0; k < size; k++) {
            dao[k] = dh[k] * m[k] * o[k] * (1 - o[k]);
        }
        for (int k = 0; k < size; k++) {
            dc[k] += dh[k] * o[k] * (1 - m[k] * m[k]);
        }
    }

    /** The gradient of a gate's argument: {@code dc factor gate (1 - gate)}. */
    private static void throughSigmoid(float[] gate, float[] factor, float[] dc, float[] out, int size) {
        for (int k = 0; k < size; k++) {
            out[k] = dc[k] * factor[k] * gate[k] * (1 - gate[k]);
        }
    }

    private static void throughTanh(float[] g, float[] i, float[] dc, float[] out, int size) {
        for (int k = 0; k < size; k++) {
            out[k] = dc[k] * i[k] * (1 - g[k] * g[k]);
        }
    }

    @Override
    void gradients(PortableSequence s, CellWeights out) {
        INDArray d = s.dGateRows(0, GATES); // [T*B, 4H]
        product.gradients(s.time(), s.operandRows(), d, out);
    }

    /** [B, 4H] to four times [B, H]. */
    private void split(float[] joined, float[][] gates) {
        for (int b = 0; b < batch; b++) {
            for (int g = 0; g < GATES; g++) {
                System.arraycopy(joined, (b * GATES + g) * hiddenSize, gates[g], b * hiddenSize, hiddenSize);
            }
        }
    }

    private void join(float[][] gates, float[] joined) {
        for (int b = 0; b < batch; b++) {
            for (int g = 0; g < GATES; g++) {
                System.arraycopy(gates[g], b * hiddenSize, joined, (b * GATES + g) * hiddenSize, hiddenSize);
            }
        }
    }
}
