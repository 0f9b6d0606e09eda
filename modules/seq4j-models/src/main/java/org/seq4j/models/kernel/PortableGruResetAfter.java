package org.seq4j.models.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gated recurrent unit with the reset gate after the recurrent product, the variant of cuDNN, PyTorch and Keras'
 * {@code reset_after} (first in the technical note on Cho et al. 2014, arXiv:1406.1078v1).
 *
 * <pre>
 * u = s(Wu x + Uu h' + bu)          r = s(Wr x + Ur h' + br)          q = Un h' + bb
 * n = tanh(Wn x + bn + r*q)         h = u*h' + (1-u)*n
 * </pre>
 *
 * Backward, with a the arguments of the gates:
 *
 * <pre>
 * dan = dh*(1-u)*(1-n^2)     dau = dh*(h'-n)*u(1-u)     dar = dan*q*r(1-r)     dq = dan*r
 * dh' = dh*u + dq Un^T + [dau dar] [Uu Ur]^T
 * </pre>
 */
final class PortableGruResetAfter extends PortableCell {
    private static final int UPDATE = 0;
    private static final int RESET = 1;
    private static final int CANDIDATE = 2;

    private final int hiddenSize;
    private final RecurrentProduct gateProduct;
    private final RecurrentProduct candidateProduct;
    private final TimeBuffer recurrentSide; // q
    private final TimeBuffer dRecurrentSide;
    private final TimeBuffer scratch;
    private @Nullable INDArray recurrentBias;

    PortableGruResetAfter(CellSpec spec, DataType type) {
        hiddenSize = spec.hiddenSize();
        gateProduct = new RecurrentProduct(spec, type, UPDATE, CANDIDATE);
        candidateProduct = new RecurrentProduct(spec, type, CANDIDATE, CANDIDATE + 1);
        recurrentSide = new TimeBuffer(type, hiddenSize);
        dRecurrentSide = new TimeBuffer(type, hiddenSize);
        scratch = new TimeBuffer(type, hiddenSize);
    }

    @Override
    void fit(int time, int batch) {
        gateProduct.fit(time, batch);
        candidateProduct.fit(time, batch);
        recurrentSide.fit(time, batch);
        dRecurrentSide.fit(time, batch);
        scratch.fit(1, batch);
    }

    @Override
    void bind(CellWeights w) {
        gateProduct.bind(w);
        candidateProduct.bind(w);
        recurrentBias = fourthBlock(w.bias());
    }

    private INDArray fourthBlock(INDArray bias) {
        return Ops.range(bias, 3L * hiddenSize, 4L * hiddenSize);
    }

    @Override
    void forward(PortableSequence s, int t) {
        INDArray gates = s.gates(t, UPDATE, CANDIDATE); // [B, 2H]
        INDArray n = s.gates(t, CANDIDATE, CANDIDATE + 1); // [B, H]
        INDArray q = recurrentSide.step(t);
        INDArray h = s.hidden(t);
        gateProduct.forward(t, s.operand(t), gates, true);
        Ops.sigmoid(gates);
        candidateProduct.forward(t, s.operand(t), q, false);
        q.addiRowVector(Objects.requireNonNull(recurrentBias));
        Ops.multiply(s.gates(t, RESET, CANDIDATE), q, h);
        Ops.add(n, h, n);
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
        INDArray dq = dRecurrentSide.step(t);
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
        Ops.multiply(dar, dan, dar);
        Ops.multiply(dar, recurrentSide.step(t), dar);
        Ops.multiply(dan, r, dq);

        Ops.multiply(dh, u, dh);
        candidateProduct.backward(t, dq, s.dOperand());
        gateProduct.backward(t, s.dGates(t, UPDATE, CANDIDATE), s.dOperand());
    }

    @Override
    void gradients(PortableSequence s, CellWeights out) {
        INDArray dq = dRecurrentSide.rows(0, s.time()); // [T*B, H]
        gateProduct.gradients(s.time(), s.operandRows(), s.dGateRows(UPDATE, CANDIDATE), out);
        candidateProduct.gradients(s.time(), s.operandRows(), dq, out);
        Ops.sumRows(dq, fourthBlock(out.bias()));
    }
}
