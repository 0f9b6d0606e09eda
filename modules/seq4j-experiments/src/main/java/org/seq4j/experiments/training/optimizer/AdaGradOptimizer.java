package org.seq4j.experiments.training.optimizer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * AdaGrad (Duchi, Hazan &amp; Singer 2011): {@code s = s + g^2}, {@code p = p - lr g / (sqrt(s) + eps)}, with {@code s}
 * starting at 0 as in PyTorch.
 */
final class AdaGradOptimizer implements Optimizer {
    private final double epsilon;
    private final OptimizerState state; // slot: s
    private final INDArray scratch;

    AdaGradOptimizer(DataType type, long parameters, double epsilon) {
        this.epsilon = epsilon;
        this.state = new OptimizerState(type, parameters, 1);
        this.scratch = Nd4j.createUninitialized(type, parameters);
    }

    @Override
    public void apply(INDArray parameters, INDArray gradient, double learningRate, long update) {
        INDArray sum = state.slot(0);
        gradient.muli(gradient, scratch);
        sum.addi(scratch);
        scratch.assign(sum);
        Transforms.sqrt(scratch, false).addi(epsilon);
        gradient.divi(scratch);
        parameters.subi(gradient.muli(learningRate));
    }

    @Override
    public INDArray state() {
        return state.all();
    }
}
