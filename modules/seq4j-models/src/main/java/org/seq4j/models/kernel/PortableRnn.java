package org.seq4j.models.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The simple recurrent network (Elman 1990, "Finding structure in time"): {@code h = phi(W x + U h' + b)} with phi tanh, or
 * the rectifier (Le, Jaitly, Hinton 2015, "A simple way to initialize recurrent networks of rectified linear units").
 *
 * <p>Backward: {@code da = dh * phi'(a)}, {@code dh' = da U^T}.
 */
final class PortableRnn extends PortableCell {
    private final boolean rectified;
    private final RecurrentProduct product;

    PortableRnn(CellSpec spec, DataType type, boolean rectified) {
        this.rectified = rectified;
        product = new RecurrentProduct(spec, type, 0, 1);
    }

    @Override
    void fit(int time, int batch) {
        product.fit(time, batch);
    }

    @Override
    void bind(CellWeights w) {
        product.bind(w);
    }

    @Override
    void forward(PortableSequence s, int t) {
        INDArray a = s.gates(t); // [B, H]
        product.forward(t, s.operand(t), a, true);
        if (rectified) {
            Transforms.relu(a, false);
        } else {
            Ops.tanh(a, a);
        }
        s.hidden(t).assign(a);
    }

    @Override
    void backward(PortableSequence s, int t) {
        INDArray h = s.gates(t);
        INDArray da = s.dGates(t);
        if (rectified) {
            Ops.step(h, da);
        } else {
            Ops.tanhSlope(h, da);
        }
        Ops.multiply(da, s.dHidden(), da);
        s.dHidden().assign(0);
        product.backward(t, da, s.dOperand());
    }

    @Override
    void gradients(PortableSequence s, CellWeights out) {
        product.gradients(s.time(), s.operandRows(), s.dGateRows(0, 1), out);
    }
}
