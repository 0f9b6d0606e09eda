package org.seq4j.models.kernel;

/** One step of the LSTM, with or without peepholes; see {@link PortableLstm} for the equations. */
final class LstmStepper extends CellStepper {
    LstmStepper(CellSpec spec, CellWeights w) {
        super(spec, w);
    }

    @Override
    void gateStep(int batch, float[] gates, float[] state, float[] next) {
        int n = hiddenSize;
        float[] c = new float[n];
        addRecurrent(batch, state, 2 * n, 0, gates, 0, 4 * n);
        for (int b = 0; b < batch; b++) {
            int i = b * 4 * n;
            int f = i + n;
            int g = f + n;
            int o = g + n;
            System.arraycopy(state, b * 2 * n + n, c, 0, n);
            if (peephole.length > 0) {
                peep(gates, i, 0, c);
                peep(gates, f, n, c);
            }
            FastMath.sigmoid(gates, i, g);
            FastMath.tanh(gates, g, o);
            for (int j = 0; j < n; j++) {
                c[j] = gates[f + j] * c[j] + gates[i + j] * gates[g + j];
            }
            if (peephole.length > 0) {
                peep(gates, o, 2 * n, c);
            }
            FastMath.sigmoid(gates, o, o + n);
            System.arraycopy(c, 0, next, b * 2 * n + n, n);
            normalizeCell(c, 0);
            FastMath.tanh(c, 0, n);
            int h = b * 2 * n;
            for (int j = 0; j < n; j++) {
                next[h + j] = gates[o + j] * c[j];
            }
        }
    }

    private void peep(float[] gates, int gate, int block, float[] c) {
        for (int j = 0; j < hiddenSize; j++) {
            gates[gate + j] += peephole[block + j] * c[j];
        }
    }
}
