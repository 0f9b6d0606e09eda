package org.seq4j.models.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.Faults;
import org.seq4j.models.node.TrainableVertex;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/**
 * Scores from features: {@code z = W x}, for each step of a sequence {@code [B, F, T]} or for one vector an example, {@code [B, F]}. Its output has the same form, with K in place
 * of F. Initial values: Xavier uniform. Biases, where there are any, are the output layers': {@link CrfOutput}, {@link ClassOutput},
 * {@link SeriesOutput}.
 */
public final class Projection extends TrainableVertex {
    static final String WEIGHTS = "W";

    @JsonProperty
    private int inputSize = 1;

    @JsonProperty
    private int outputSize = 1;

    @JsonProperty
    private double inputDropout;

    private Projection() {}

    /**
     * A projection.
     *
     * @param inputSize F
     * @param outputSize K
     * @param inputDropout probability to drop an input value in training
     * @throws IllegalArgumentException if a value is out of range
     */
    public Projection(int inputSize, int outputSize, double inputDropout) {
        Faults faults = new Faults();
        faults.positive("input size", inputSize);
        faults.positive("output size", outputSize);
        faults.check(() -> DropoutMask.checkRate("inputDropout", inputDropout));
        faults.throwIfAny("projection");
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.inputDropout = inputDropout;
    }

    /** F. */
    public int inputSize() {
        return inputSize;
    }

    /** K. */
    public int outputSize() {
        return outputSize;
    }

    /** Probability to drop an input value in training. */
    public double inputDropout() {
        return inputDropout;
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("features");
        params.addWeightParam(WEIGHTS, inputSize, outputSize);
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new ProjectionVertex(this, place);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (inputs[0] instanceof InputType.InputTypeRecurrent sequence && sequence.getSize() == inputSize) {
            return InputType.recurrent(outputSize, sequence.getTimeSeriesLength());
        }
        if (inputs[0] instanceof InputType.InputTypeFeedForward vector && vector.getSize() == inputSize) {
            return InputType.feedForward(outputSize);
        }
        throw new InvalidInputTypeException("a projection expects " + inputSize + " features, found " + inputs[0]);
    }

    @Override
    public GraphVertex clone() {
        return withTrainingSettings(new Projection(inputSize, outputSize, inputDropout));
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("inputSize", inputSize);
        options.put("outputSize", outputSize);
        options.put("inputDropout", inputDropout);
        return options;
    }
}
