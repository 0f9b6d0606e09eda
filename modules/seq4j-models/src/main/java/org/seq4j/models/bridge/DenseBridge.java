package org.seq4j.models.bridge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.node.Faults;
import org.seq4j.models.node.TrainableVertex;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/**
 * A decoder's initial state from an encoder's final one: {@code h0 = tanh(W h + b)} (Bahdanau et al. 2015, A.2.2), or, for a cell state, which has no bounds,
 * {@code c0 = W c + b}.
 *
 * <p>Input {@code [B, I]}, output {@code [B, H]}. Initial values: W Xavier uniform, b 0.
 */
public final class DenseBridge extends TrainableVertex {
    static final String WEIGHTS = "W";
    static final String BIAS = "b";

    @JsonProperty
    private int inputSize = 1;

    @JsonProperty
    private int outputSize = 1;

    @JsonProperty
    private boolean squashed;

    private DenseBridge() {}

    /**
     * A bridge.
     *
     * @param inputSize I
     * @param outputSize H
     * @param squashed whether the output goes through tanh
     * @throws IllegalArgumentException if a size is less than 1
     */
    public DenseBridge(int inputSize, int outputSize, boolean squashed) {
        Faults faults = new Faults();
        faults.positive("input size", inputSize);
        faults.positive("output size", outputSize);
        faults.throwIfAny("bridge");
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.squashed = squashed;
    }

    /** I. */
    public int inputSize() {
        return inputSize;
    }

    /** H. */
    public int outputSize() {
        return outputSize;
    }

    /** Whether the output goes through tanh. */
    public boolean squashed() {
        return squashed;
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("state");
        params.addWeightParam(WEIGHTS, inputSize, outputSize);
        params.addBiasParam(BIAS, outputSize);
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new DenseBridgeVertex(this, place);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (!(inputs[0] instanceof InputType.InputTypeFeedForward state) || state.getSize() != inputSize) {
            throw new InvalidInputTypeException(
                    "a bridge expects a state of " + inputSize + " values, found " + inputs[0]);
        }
        return InputType.feedForward(outputSize);
    }

    @Override
    public GraphVertex clone() {
        return withTrainingSettings(new DenseBridge(inputSize, outputSize, squashed));
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("inputSize", inputSize);
        options.put("outputSize", outputSize);
        options.put("squashed", squashed);
        return options;
    }
}
