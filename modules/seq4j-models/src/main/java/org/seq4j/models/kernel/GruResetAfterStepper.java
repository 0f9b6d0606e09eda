package org.seq4j.models.kernel;

/** One step of the gated recurrent unit with the reset gate after the product; see {@link PortableGruResetAfter}. */
final class GruResetAfterStepper extends CellStepper {
    GruResetAfterStepper(CellSpec spec, CellWeights w) {
        super(spec, w);
    }

    @Override
    void gateStep(int batch, float[] gates, float[] state, float[] next) {
        int n = hiddenSize;
        float[] side = new float[batch * 3 * n]; // the recurrent side: u, r, n
        for (int b = 0; b < batch; b++) {
            System.arraycopy(gates, b * 3 * n, side, b * 3 * n, 2 * n);
            System.arraycopy(bias, 3 * n, side, b * 3 * n + 2 * n, n);
        }
        addRecurrent(batch, state, n, 0, side, 0, 3 * n);
        for (int b = 0; b < batch; b++) {
            int u = b * 3 * n;
            int r = u + n;
            int q = r + n;
            FastMath.sigmoid(side, u, q);
            for (int j = 0; j < n; j++) {
                side[q + j] = gates[q + j] + side[r + j] * side[q + j];
            }
            FastMath.tanh(side, q, q + n);
            for (int j = 0; j < n; j++) {
                next[b * n + j] = side[q + j] + side[u + j] * (state[b * n + j] - side[q + j]);
            }
        }
    }
}
