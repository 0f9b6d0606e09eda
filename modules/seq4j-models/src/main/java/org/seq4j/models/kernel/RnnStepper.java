package org.seq4j.models.kernel;

/** One step of {@code h = phi(W x + U h' + b)}; see {@link PortableRnn}. */
final class RnnStepper extends CellStepper {
    private final boolean rectified;

    RnnStepper(CellSpec spec, CellWeights w, boolean rectified) {
        super(spec, w);
        this.rectified = rectified;
    }

    @Override
    void gateStep(int batch, float[] gates, float[] state, float[] next) {
        addRecurrent(batch, state, hiddenSize, 0, gates, 0, hiddenSize);
        int n = batch * hiddenSize;
        if (rectified) {
            for (int j = 0; j < n; j++) {
                gates[j] = Math.max(0, gates[j]);
            }
        } else {
            FastMath.tanh(gates, 0, n);
        }
        System.arraycopy(gates, 0, next, 0, n);
    }
}
