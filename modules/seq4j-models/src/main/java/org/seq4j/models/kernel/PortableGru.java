package org.seq4j.models.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gated recurrent unit with the reset gate before the recurrent product (Cho et al. 2014, "Learning phrase
 * representations using RNN encoder-decoder", equations 5 to 8).
 *
 * <pre>
 * u = s(Wu x + Uu h' + bu)          r = s(Wr x + Ur h' + br)
 * n = tanh(Wn x + Un (r*h') + bn)   h = u*h' + (1-u)*n
 * </pre>
 *
 * Backward, with a the arguments of the gates and q = r*h':
 *
 * <pre>
 * dan = dh*(1-u)*(1-n^2)     dau = dh*(h'-n)*u(1-u)     dq = dan Un^T     dar = dq*h'*r(1-r)
 * dh' = dh*u + dq*r + [dau dar] [Uu Ur]^T
 * </pre>
 */
final class PortableGru extends PortableCell {
    private static final int UPDATE = 0;
    private static final int RESET = 1;
    private static final int CANDIDATE = 2;

    private final RecurrentProduct gateProduct;
    private final RecurrentProduct candidateProduct;
    private final TimeBuffer resetOperand; // q
    private final TimeBuffer scratch;

    PortableGru(CellSpec spec, DataType type) {
        gateProduct = new RecurrentProduct(spec, type, UPDATE, CANDIDATE);
        candidateProduct = new RecurrentProduct(spec, type, CANDIDATE, CANDIDATE + 1);
        resetOperand = new TimeBuffer(type, spec.hiddenSize());
        scratch = new TimeBuffer(type, spec.hiddenSize());
    }

    @Override
    void fit(int time, int batch) {
        gateProduct.fit(time, batch);
        candidateProduct.fit(time, batch);
        resetOperand.fit(time, batch);
        scratch.fit(1, batch);
    }

    @Override
    void bind(CellWeights w) {
        gateProduct.bind(w);
        candidateProduct.bind(w);
    }

    @Override
    void forward(PortableSequence s, int t) {
        INDArray gates = s.gates(t, UPDATE, CANDIDATE); // [B, 2H]
        INDArray n = s.gates(t, CANDIDATE, CANDIDATE + 1); // [B, H]
        INDArray q = resetOperand.step(t);
        INDArray h = s.hidden(t);
        gateProduct.forward(t, s.operand(t), gates, true);
        Ops.sigmoid(gates);
        Ops.multiply(s.gates(t, RESET, CANDIDATE), s.operand(t), q);
        candidateProduct.forward(t, q, n, true);
        Ops.tanh(n, n);
        Ops.subtract(s.previousHidden(t), n, h);
        Ops.multiply(h, s.gates(t, UPDATE, RESET), h);
        Ops.add(h, n, h); // n + u*(h'-n)
    }

    @Override
    void backward(PortableSequence s, int t) {
        INDArray u = s.gates(t, UPDATE, RESET); // all [B, H]
        INDArray r = s.gates(t, RESET, CANDIDATE);
        INDArray n = s.gates(t, CANDIDATE, CANDIDATE + 1);
        INDArray dau = s.dGates(t, UPDATE, RESET);
        INDArray dar = s.dGates(t, RESET, CANDIDATE);
        INDArray dan = s.dGates(t, CANDIDATE, CANDIDATE + 1);
        INDArray dh = s.dHidden();
        INDArray tmp = scratch.step(0);

        Ops.sigmoidSlope(s.gates(t, UPDATE, CANDIDATE), s.dGates(t, UPDATE, CANDIDATE));
        Ops.subtract(s.previousHidden(t), n, tmp);
        Ops.multiply(dau, tmp, dau);
        Ops.multiply(dau, dh, dau);
        Ops.tanhSlope(n, dan);
        Ops.multiply(dan, dh, dan);
        Ops.multiply(dan, u, tmp);
        Ops.subtract(dan, tmp, dan);
        Ops.multiply(dh, u, dh);

        INDArray dq = tmp;
        dq.assign(0);
        candidateProduct.backward(t, dan, dq);
        Ops.multiply(dar, dq, dar);
        Ops.multiply(dar, s.operand(t), dar);
        Ops.multiply(dq, r, dq);
        Ops.add(s.dOperand(), dq, s.dOperand());
        gateProduct.backward(t, s.dGates(t, UPDATE, CANDIDATE), s.dOperand());
    }

    @Override
    void gradients(PortableSequence s, CellWeights out) {
        gateProduct.gradients(s.time(), s.operandRows(), s.dGateRows(UPDATE, CANDIDATE), out);
        candidateProduct.gradients(
                s.time(), resetOperand.rows(0, s.time()), s.dGateRows(CANDIDATE, CANDIDATE + 1), out);
    }
}
