package org.seq4j.models.pointer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.node.Initializer;
import org.seq4j.models.node.TrainableVertex;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/**
 * What the decoder of a pointer network reads: the elements that it has chosen (Vinyals, Fortunato, Jaitly 2015, section 2.3).
 *
 * <p>Inputs: positions {@code [B, T]} (or {@code [B, 1, T]}), counted from 1, where 0 is the start, and the elements {@code [B, E, S]}. Output: {@code [B, E, T]}, the
 * element at each position; for the start a learned vector; 0 at masked steps. The gradient of an element is the sum over the steps at which it was chosen.
 */
public final class ChosenElements extends TrainableVertex {
    /** The name of the parameter, the start vector {@code [E]}. */
    static final String START = "s";

    @JsonProperty
    private int elementSize = 1;

    private ChosenElements() {}

    /**
     * A vertex for elements of size E.
     *
     * @throws IllegalArgumentException if it is not at least 1
     */
    public ChosenElements(int elementSize) {
        if (elementSize < 1) {
            throw new IllegalArgumentException("the size of an element is at least 1, found " + elementSize);
        }
        this.elementSize = elementSize;
    }

    /** E. */
    public int elementSize() {
        return elementSize;
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("positions", "elements");
        params.addWeightParam(START, elementSize);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> table) {
        INDArray start = table.get(START);
        if (start == null) {
            throw new IllegalArgumentException("expected the parameter '" + START + "', found " + table.keySet());
        }
        new Initializer(seed(), String.valueOf(getName()), START).normal(start, 1 / Math.sqrt(elementSize));
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new ChosenElementsVertex(this, place);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (inputs.length != 2
                || !(inputs[1] instanceof InputType.InputTypeRecurrent elements)
                || elements.getSize() != elementSize) {
            throw new InvalidInputTypeException("chosen elements expect positions and elements of shape [batch, "
                    + elementSize + ", elements], found " + java.util.Arrays.toString(inputs));
        }
        return inputs[0] instanceof InputType.InputTypeRecurrent positions
                ? InputType.recurrent(elementSize, positions.getTimeSeriesLength())
                : InputType.recurrent(elementSize, inputs[0].arrayElementsPerExample());
    }

    @Override
    public GraphVertex clone() {
        return withTrainingSettings(new ChosenElements(elementSize));
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("elementSize", elementSize);
        return options;
    }
}
