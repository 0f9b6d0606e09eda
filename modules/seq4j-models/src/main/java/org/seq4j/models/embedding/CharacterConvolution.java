package org.seq4j.models.embedding;

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
 * One vector a word from the vectors of its characters: filters over windows of characters, and the greatest value of each filter over the word (Kim 2014, equations 2 and 3;
 * Ma and Hovy 2016, section 2.1),
 *
 * <pre>y = tanh(max_i W [x_{i-l}; ...; x_{i-l+w-1}] + b),   l = floor((w - 1) / 2)</pre>
 *
 * with i from the first to the last real character of the word and x = 0 beyond them. Masked characters count as cut out, so padding changes nothing; a word without a real
 * character has y = 0.
 *
 * <p>Inputs: character vectors {@code [B, E, T * C]}, word t's at {@code t * C .. t * C + C - 1}, with the mask {@code [B, T * C]}, 1 = real; and anything of the shape {@code [B,
 * T]} or {@code [B, F', T]}, which says T and whose mask the output has. Output: {@code [B, F, T]}.
 */
public final class CharacterConvolution extends TrainableVertex {
    static final String WEIGHTS = "W";
    static final String BIAS = "b";

    @JsonProperty
    private int inputSize = 1;

    @JsonProperty
    private int filters = 1;

    @JsonProperty
    private int window = 1;

    private CharacterConvolution() {}

    /**
     * A convolution.
     *
     * @param inputSize E
     * @param filters F
     * @param window w, characters that a filter sees
     * @throws IllegalArgumentException if a value is less than 1
     */
    public CharacterConvolution(int inputSize, int filters, int window) {
        Faults faults = new Faults();
        faults.positive("input size", inputSize);
        if (filters < 1) {
            faults.add("there is at least 1 filter, found " + filters);
        }
        if (window < 1) {
            faults.add("a window has at least 1 character, found " + window);
        }
        faults.throwIfAny("convolution of characters");
        this.inputSize = inputSize;
        this.filters = filters;
        this.window = window;
    }

    /** E. */
    public int inputSize() {
        return inputSize;
    }

    /** F. */
    public int filters() {
        return filters;
    }

    /** w. */
    public int window() {
        return window;
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("characters", "words");
        params.addWeightParam(WEIGHTS, (long) window * inputSize, filters);
        params.addBiasParam(BIAS, filters);
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new CharacterConvolutionVertex(this, place);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (!(inputs[0] instanceof InputType.InputTypeRecurrent sequence) || sequence.getSize() != inputSize) {
            throw new InvalidInputTypeException("a convolution of characters expects a sequence of vectors of "
                    + inputSize + " numbers, found " + inputs[0]);
        }
        return InputType.recurrent(filters);
    }

    @Override
    public GraphVertex clone() {
        return withTrainingSettings(new CharacterConvolution(inputSize, filters, window));
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("inputSize", inputSize);
        options.put("filters", filters);
        options.put("window", window);
        return options;
    }
}
