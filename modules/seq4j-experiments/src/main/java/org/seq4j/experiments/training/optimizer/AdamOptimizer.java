package org.seq4j.experiments.training.optimizer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.HostThreads;

/**
 * Adam (Kingma &amp; Ba 2015, algorithm 1) and AdamW (Loshchilov &amp; Hutter 2019), as PyTorch computes them:
 *
 * <pre>
 * m = b1 m + (1 - b1) g        v = b2 v + (1 - b2) g^2
 * p = p - lr * (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps)
 * </pre>
 *
 * AdamW is Adam with decoupled weight decay: {@code p = p (1 - lr * decay)} comes first, for the parameters that decay.
 *
 * <p>ND4J's native operation puts epsilon outside of the bias correction ("epsilon hat" in section 2 of Kingma &amp;
 * Ba) and computes the correction in single precision. Here the
 * correction is computed in double precision and both it and epsilon are rescaled before the call, which gives the
 * formula above. Floats in the memory of the machine take one pass over the
 * four vectors instead, which is several times quicker.
 */
final class AdamOptimizer implements Optimizer {
    /** So late an iteration that the operation's own bias correction is 1. */
    private static final int CORRECTED = Integer.MAX_VALUE - 1;

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final WeightDecay decay;
    private final OptimizerState state; // slots: m, v

    AdamOptimizer(DataType type, long parameters, double beta1, double beta2, double epsilon, WeightDecay decay) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.decay = decay;
        this.state = new OptimizerState(type, parameters, 2);
    }

    @Override
    public void apply(INDArray parameters, INDArray gradient, double learningRate, long update) {
        decay.shrink(parameters, learningRate);
        double correction1 = 1 - Math.pow(beta1, update);
        double correction2 = Math.sqrt(1 - Math.pow(beta2, update));
        double step = learningRate * correction2 / correction1;
        if (HostFloats.canRead(parameters, gradient)) {
            applyOnHost(parameters, gradient, (float) step, (float) (epsilon * correction2));
            return;
        }
        // The operation takes a step of 0 for a missing one, so at learning rate 0 only the averages move.
        Nd4j.exec(new AdamUpdater(
                gradient,
                state.slot(1),
                state.slot(0),
                learningRate == 0 ? 1 : step,
                beta1,
                beta2,
                epsilon * correction2,
                CORRECTED));
        if (learningRate != 0) {
            parameters.subi(gradient);
        }
    }

    /** Every value is computed by itself, so the threads do not change the outcome. */
    private void applyOnHost(INDArray parameters, INDArray gradient, float step, float scaledEpsilon) {
        int stretches = HostFloats.stretches(parameters.length());
        int parts = Math.min(HostThreads.count(), Math.max(1, stretches / 16));
        HostThreads.run(stretches, parts, (part, from, to) -> {
            HostFloats parameter = new HostFloats(parameters);
            HostFloats slope = new HostFloats(gradient);
            HostFloats first = new HostFloats(state.slot(0));
            HostFloats second = new HostFloats(state.slot(1));
            Stretch values = new Stretch();
            for (long i = from; i < to; i++) {
                long start = i * HostFloats.STRETCH;
                parameter.read(start, values.p);
                slope.read(start, values.g);
                first.read(start, values.m);
                second.read(start, values.v);
                values.advance(parameter.count(start), step, scaledEpsilon, beta1, beta2);
                first.write(start, values.m);
                second.write(start, values.v);
                parameter.write(start, values.p);
            }
        });
    }

    /** A stretch of each of the four vectors. */
    private static final class Stretch {
        final float[] p = new float[HostFloats.STRETCH];
        final float[] g = new float[HostFloats.STRETCH];
        final float[] m = new float[HostFloats.STRETCH];
        final float[] v = new float[HostFloats.STRETCH];

        void advance(int count, float step, float scaledEpsilon, double beta1, double beta2) {
            float b1 = (float) beta1;
            float b2 = (float) beta2;
            float c1 = (float) (1 - beta1);
            float c2 = (float) (1 - beta2);
            for (int i = 0; i < count; i++) {
                float mean = b1 * m[i] + c1 * g[i];
                float square = b2 * v[i] + c2 * g[i] * g[i];
                m[i] = mean;
                v[i] = square;
                p[i] -= step * mean / ((float) Math.sqrt(square) + scaledEpsilon);
            }
        }
    }

    @Override
    public INDArray state() {
        return state.all();
    }
}
