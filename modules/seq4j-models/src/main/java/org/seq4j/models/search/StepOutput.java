package org.seq4j.models.search;

import org.seq4j.models.kernel.HostMatrix;

/** The output of one step, {@code f(x W + b)}, on the host; immutable. */
final class StepOutput {
    /** f. */
    enum Activation {
        /** The scores themselves. */
        IDENTITY,
        /** The logistic function of each. */
        SIGMOID,
        /** Probabilities that sum to 1. */
        SOFTMAX
    }

    private final HostMatrix weights; // [H, K]
    private final int inputSize; // H
    private final float[] bias; // [K]
    private final Activation activation;

    /**
     * An output.
     *
     * @param weights W [H, K], row-major
     * @param bias b [K]
     */
    StepOutput(float[] weights, float[] bias, Activation activation) {
        this.inputSize = weights.length / bias.length;
        this.weights = new HostMatrix(inputSize, bias.length, weights);
        this.bias = bias.clone();
        this.activation = activation;
    }

    /** K. */
    int size() {
        return bias.length;
    }

    /** The outputs [B, K] of inputs [B, H]. */
    float[] apply(int batch, float[] x) {
        float[] y = new float[batch * size()];
        for (int row = 0; row < batch; row++) {
            System.arraycopy(bias, 0, y, row * size(), size());
        }
        weights.multiplyAdd(batch, x, inputSize, y, 0, size());
        for (int row = 0; row < batch && activation != Activation.IDENTITY; row++) {
            if (activation == Activation.SIGMOID) {
                sigmoid(y, row * size());
            } else {
                softmax(y, row * size());
            }
        }
        return y;
    }

    private void sigmoid(float[] y, int from) {
        for (int k = from; k < from + size(); k++) {
            double e = Math.exp(-Math.abs((double) y[k]));
            y[k] = (float) (y[k] >= 0 ? 1 / (1 + e) : e / (1 + e));
        }
    }

    private void softmax(float[] y, int from) {
        float most = Float.NEGATIVE_INFINITY;
        for (int k = from; k < from + size(); k++) {
            most = Math.max(most, y[k]);
        }
        double sum = 0;
        for (int k = from; k < from + size(); k++) {
            sum += Math.exp((double) y[k] - most);
        }
        for (int k = from; k < from + size(); k++) {
            y[k] = (float) (Math.exp((double) y[k] - most) / sum);
        }
    }
}
