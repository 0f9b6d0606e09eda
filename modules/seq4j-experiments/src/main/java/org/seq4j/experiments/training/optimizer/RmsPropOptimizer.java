package org.seq4j.experiments.training.optimizer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * RMSProp (Tieleman &amp; Hinton 2012, lecture 6e) as PyTorch computes it:
 *
 * <pre>
 * s = rho s + (1 - rho) g^2      p = p - lr g / (sqrt(s) + eps)
 * </pre>
 */
final class RmsPropOptimizer implements Optimizer {
    private final double rho;
    private final double epsilon;
    private final OptimizerState state; // slot: s
    private final INDArray scratch;

    RmsPropOptimizer(DataType type, long parameters, double rho, double epsilon) {
        this.rho = rho;
        this.epsilon = epsilon;
        this.state = new OptimizerState(type, parameters, 1);
        this.scratch = Nd4j.createUninitialized(type, parameters);
    }

    @Override
    public void apply(INDArray parameters, INDArray gradient, double learningRate, long update) {
        INDArray square = state.slot(0);
        gradient.muli(gradient, scratch);
        square.muli(rho).addi(scratch.muli(1 - rho));
        scratch.assign(square);
        Transforms.sqrt(scratch, false).addi(epsilon);
        gradient.divi(scratch);
        parameters.subi(gradient.muli(learningRate));
    }

    @Override
    public INDArray state() {
        return state.all();
    }
}
