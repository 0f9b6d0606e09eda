package org.seq4j.models.kernel;

/** One step of the gated recurrent unit with the reset gate before the product; see {@link PortableGru}. */
final class GruStepper extends CellStepper {
    GruStepper(CellSpec spec, CellWeights w) {
        super(spec, w);
    }

    @Override
    void gateStep(int batch, float[] gates, float[] state, float[] next) {
        int n = hiddenSize;
        float[] reset = new float[batch * n];
        addRecurrent(batch, state, n, 0, gates, 0, 3 * n);
        for (int b = 0; b < batch; b++) {
            int u = b * 3 * n;
            FastMath.sigmoid(gates, u, u + 2 * n);
            for (int j = 0; j < n; j++) {
                reset[b * n + j] = gates[u + n + j] * state[b * n + j];
            }
        }
        addRecurrent(batch, reset, n, 1, gates, 2 * n, 3 * n);
        for (int b = 0; b < batch; b++) {
            int u = b * 3 * n;
            FastMath.tanh(gates, u + 2 * n, u + 3 * n);
            for (int j = 0; j < n; j++) {
                float candidate = gates[u + 2 * n + j];
                next[b * n + j] = candidate + gates[u + j] * (state[b * n + j] - candidate);
            }
        }
    }
}
