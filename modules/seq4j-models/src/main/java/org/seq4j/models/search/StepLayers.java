package org.seq4j.models.search;

import java.util.Arrays;
import java.util.List;
import org.seq4j.models.kernel.Stepper;

/** One step of recurrent layers one above the other, on the host, immutable. */
final class StepLayers {
    private final List<Layer> layers;

    /**
     * One recurrent layer.
     *
     * @param stepper its cell
     * @param residual whether its input is added to its output
     */
    record Layer(Stepper stepper, boolean residual) {}

    /** @param layers the lowest first, at least one */
    StepLayers(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    Layer first() {
        return layers.get(0);
    }

    /** H of the last layer. */
    int outputSize() {
        return layers.get(layers.size() - 1).stepper().hiddenSize();
    }

    /** The multiplications of one step. */
    long work() {
        return layers.stream()
                .map(Layer::stepper)
                .mapToLong(one -> (long) one.projectedSize() * (one.inputSize() + one.hiddenSize()))
                .sum();
    }

    /** Zero states: for each layer [B, stateSize]. */
    float[][] start(int batch) {
        float[][] states = new float[layers.size()][];
        Arrays.setAll(states, l -> new float[batch * layers.get(l).stepper().stateSize()]);
        return states;
    }

    /** Whether the states of a layer, counted from 0, have a c behind the h. */
    boolean hasCellState(int layer) {
        Stepper stepper = layers.get(layer).stepper();
        return stepper.stateSize() > stepper.hiddenSize();
    }

    /**
     * One step.
     *
     * @param x [B, I]
     * @param states for each layer [B, stateSize]
     * @param next has a place for each layer's next state
     * @return the output of the last layer, [B, H]
     */
    float[] step(int batch, float[] x, float[][] states, float[][] next) {
        Stepper stepper = first().stepper();
        next[0] = new float[batch * stepper.stateSize()];
        stepper.step(batch, x, states[0], next[0]);
        return above(batch, x, states, next);
    }

    /**
     * The same, where the input's share of the first layer has been computed.
     *
     * @param x [B, I], where the first layer is residual
     * @param projected [B, projectedSize]
     */
    float[] stepProjected(int batch, float[] x, float[] projected, float[][] states, float[][] next) {
        Stepper stepper = first().stepper();
        next[0] = new float[batch * stepper.stateSize()];
        stepper.stepProjected(batch, projected, states[0], next[0]);
        return above(batch, x, states, next);
    }

    /** The output of the first layer, and the layers above it. */
    private float[] above(int batch, float[] input, float[][] states, float[][] next) {
        float[] x = output(batch, 0, next[0], input);
        for (int l = 1; l < layers.size(); l++) {
            Stepper stepper = layers.get(l).stepper();
            next[l] = new float[batch * stepper.stateSize()];
            stepper.step(batch, x, states[l], next[l]);
            x = output(batch, l, next[l], x);
        }
        return x;
    }

    /** h [B, H] of the state [B, H or 2H], plus the layer's input where it is residual. */
    private float[] output(int batch, int layer, float[] state, float[] input) {
        Stepper stepper = layers.get(layer).stepper();
        int size = stepper.hiddenSize();
        float[] h = new float[batch * size];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(state, b * stepper.stateSize(), h, b * size, size);
        }
        if (layers.get(layer).residual()) {
            for (int i = 0; i < h.length; i++) {
                h[i] += input[i];
            }
        }
        return h;
    }
}
