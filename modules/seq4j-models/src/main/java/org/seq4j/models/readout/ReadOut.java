package org.seq4j.models.readout;

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
 * Pools the real steps of a sequence into one vector.
 *
 * <p>Input {@code [B, F, T]} with its mask {@code [B, T]}, 1 = real; output {@code [B, F]}, 0 for an example without a real step. The gradient of a maximum that several
 * steps share is shared out evenly.
 */
public final class ReadOut extends TrainableVertex {
    static final String WEIGHTS = "W";
    static final String BIAS = "b";
    static final String SCORE = "v";

    @JsonProperty
    private Pooling pooling = Pooling.MEAN;

    @JsonProperty
    private int inputSize = 1;

    @JsonProperty
    private int attentionSize = 1;

    private ReadOut() {}

    /**
     * A read-out.
     *
     * @param inputSize F
     * @param attentionSize A, of {@link Pooling#ATTENTION}; others ignore it
     * @throws IllegalArgumentException if a size is less than 1
     */
    public ReadOut(Pooling pooling, int inputSize, int attentionSize) {
        Faults faults = new Faults();
        faults.positive("input size", inputSize);
        if (pooling == Pooling.ATTENTION) {
            faults.positive("attention size", attentionSize);
        }
        faults.throwIfAny("read-out");
        this.pooling = pooling;
        this.inputSize = inputSize;
        this.attentionSize = pooling == Pooling.ATTENTION ? attentionSize : 1;
    }

    /** How steps are pooled. */
    public Pooling pooling() {
        return pooling;
    }

    /** F. */
    public int inputSize() {
        return inputSize;
    }

    /** A. */
    public int attentionSize() {
        return attentionSize;
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("sequence");
        if (pooling == Pooling.ATTENTION) {
            params.addWeightParam(WEIGHTS, inputSize, attentionSize);
            params.addWeightParam(SCORE, attentionSize, 1);
            params.addBiasParam(BIAS, attentionSize);
        }
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new ReadOutVertex(this, place);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (!(inputs[0] instanceof InputType.InputTypeRecurrent sequence) || sequence.getSize() != inputSize) {
            throw new InvalidInputTypeException(
                    "a read-out expects a sequence of " + inputSize + " features, found " + inputs[0]);
        }
        return InputType.feedForward(inputSize);
    }

    @Override
    public GraphVertex clone() {
        return withTrainingSettings(new ReadOut(pooling, inputSize, attentionSize));
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("pooling", pooling);
        options.put("inputSize", inputSize);
        options.put("attentionSize", attentionSize);
        return options;
    }
}
