package org.seq4j.experiments.training.optimizer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Stochastic gradient descent with PyTorch's momentum:
 *
 * <pre>
 * b = momentum * b + g          p = p - lr * b            (classical)
 *                               p = p - lr * (g + momentum * b)   (Nesterov)
 * </pre>
 *
 * The learning rate multiplies the buffer, not the gradient that enters it, so a change of the learning rate acts at
 * once (Sutskever et al. 2013 keep it inside the buffer).
 */
final class SgdOptimizer implements Optimizer {
    private final double momentum;
    private final boolean nesterov;
    private final OptimizerState state; // slot: b, only with momentum
    private final @Nullable INDArray scratch;

    SgdOptimizer(DataType type, long parameters, double momentum, boolean nesterov) {
        this.momentum = momentum;
        this.nesterov = nesterov;
        this.state = new OptimizerState(type, parameters, momentum == 0 ? 0 : 1);
        this.scratch = momentum == 0 || !nesterov ? null : Nd4j.createUninitialized(type, parameters);
    }

    @Override
    public void apply(INDArray parameters, INDArray gradient, double learningRate, long update) {
        if (momentum == 0) {
            parameters.subi(gradient.muli(learningRate));
            return;
        }
        INDArray buffer = state.slot(0);
        buffer.muli(momentum).addi(gradient);
        if (scratch != null) {
            buffer.muli(momentum, scratch);
            gradient.addi(scratch);
        } else {
            gradient.assign(buffer);
        }
        parameters.subi(gradient.muli(learningRate));
    }

    @Override
    public INDArray state() {
        return state.all();
    }
}
