package org.example.extend;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.seq4j.models.kernel.CustomCell;

/**
 * The minimal gated unit (Zhou, Wu, Zhang, Zhou 2016, "Minimal gated unit for recurrent neural networks"): a GRU whose one gate both resets and updates.
 *
 * <pre>
 * f = s(Wf x + Uf h' + bf)     n = tanh(Wn x + Un (f*h') + bn)     h = (1-f)*h' + f*n
 * </pre>
 *
 * Backward, with a the arguments of s and tanh, and q = f*h':
 *
 * <pre>
 * dan = dh*f*(1-n^2)     dq = dan Un^T     daf = (dh*(n-h') + dq*h')*f*(1-f)
 * dh' = dh*(1-f) + dq*f + daf Uf^T
 * </pre>
 */
public final class MinimalGatedUnit extends CustomCell {
    private static final int FORGET = 0;
    private static final int CANDIDATE = 1;

    @Override
    public int gates() {
        return 2;
    }

    /** The gate starts nearly closed, so that an untrained cell remembers. */
    @Override
    public double initialBias(int gate) {
        return gate == FORGET ? -1 : 0;
    }

    @Override
    public void forward(Step step) {
        INDArray before = step.before().h(); // all [B, H]
        INDArray f = step.gate(FORGET);
        INDArray n = step.gate(CANDIDATE);
        step.addProduct(FORGET, before);
        Transforms.sigmoid(f, false);
        step.addProduct(CANDIDATE, f.mul(before));
        Transforms.tanh(n, false);
        step.after().h().assign(n.sub(before).muli(f).addi(before)); // h' + f*(n-h')
    }

    @Override
    public void backward(Step step, Gradients gradients) {
        INDArray before = step.before().h();
        INDArray f = step.gate(FORGET);
        INDArray n = step.gate(CANDIDATE);
        INDArray dh = gradients.state().h();

        gradients.gate(CANDIDATE).assign(n.mul(n).rsubi(1).muli(f).muli(dh)); // dan
        INDArray dq = dh.like(); // zeros
        gradients.addProduct(CANDIDATE, f.mul(before), dq);

        INDArray df = n.sub(before).muli(dh).addi(dq.mul(before));
        gradients.gate(FORGET).assign(f.mul(f).rsubi(f).muli(df)); // daf

        dh.muli(f.rsub(1)).addi(dq.muli(f)); // now that dh is used up it becomes dh'
        gradients.addProduct(FORGET, before, dh);
    }
}
