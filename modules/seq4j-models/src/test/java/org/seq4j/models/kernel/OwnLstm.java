package org.seq4j.models.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@link CellType#LSTM} written as a cell of one's own, with an option. */
public final class OwnLstm extends CustomCell {
    private static final int INPUT = 0;
    private static final int FORGET = 1;
    private static final int CANDIDATE = 2;
    private static final int OUTPUT = 3;

    @JsonProperty
    private double forgetBias = 1;

    /** A forget bias of 1. */
    public OwnLstm() {}

    /** Another forget bias. */
    public OwnLstm(double forgetBias) {
        this.forgetBias = forgetBias;
    }

    @Override
    public int gates() {
        return 4;
    }

    @Override
    public boolean hasCellState() {
        return true;
    }

    @Override
    public double initialBias(int gate) {
        return gate == FORGET ? forgetBias : 0;
    }

    @Override
    public void forward(Step step) {
        for (int gate = INPUT; gate <= OUTPUT; gate++) {
            step.addProduct(gate, step.before().h());
            if (gate == CANDIDATE) {
                Transforms.tanh(step.gate(gate), false);
            } else {
                Transforms.sigmoid(step.gate(gate), false);
            }
        }
        INDArray c = step.after().c();
        c.assign(step.gate(FORGET).mul(step.before().c())).addi(step.gate(INPUT).mul(step.gate(CANDIDATE)));
        step.after().h().assign(step.gate(OUTPUT).mul(Transforms.tanh(c)));
    }

    @Override
    public void backward(Step step, Gradients gradients) {
        INDArray dh = gradients.state().h();
        INDArray dc = gradients.state().c();
        INDArray squashed = Transforms.tanh(step.after().c());
        dc.addi(dh.mul(step.gate(OUTPUT)).muli(squashed.mul(squashed).rsubi(1)));
        gradients.gate(OUTPUT).assign(dh.mul(squashed).muli(slope(step.gate(OUTPUT))));
        gradients.gate(INPUT).assign(dc.mul(step.gate(CANDIDATE)).muli(slope(step.gate(INPUT))));
        gradients.gate(FORGET).assign(dc.mul(step.before().c()).muli(slope(step.gate(FORGET))));
        INDArray g = step.gate(CANDIDATE);
        gradients.gate(CANDIDATE).assign(dc.mul(step.gate(INPUT)).muli(g.mul(g).rsubi(1)));
        dc.muli(step.gate(FORGET));
        dh.assign(0);
        for (int gate = INPUT; gate <= OUTPUT; gate++) {
            gradients.addProduct(gate, step.before().h(), dh);
        }
    }

    private static INDArray slope(INDArray sigmoid) {
        return sigmoid.sub(sigmoid.mul(sigmoid));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OwnLstm cell && cell.forgetBias == forgetBias;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(forgetBias);
    }
}
