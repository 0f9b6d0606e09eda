package org.seq4j.models.output;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Numbers at every step, or one vector an example, from the scores that it reads: {@code graph.addLayer("output", new SeriesOutput(SeriesLoss.MSE, 3), "scores")}.
 *
 * <p>Input: {@code [B, K, T]} or {@code [B, K]}, to which the layer adds a bias {@code [K]}, its one parameter; labels of the same shape; label mask {@code [B, T]} or {@code [B, 1]}, 1 = counts (for sequences the feature mask where there is no
 * label mask). {@code output()} gives the values themselves, with {@link SeriesLoss#BERNOULLI} their logistic function.
 */
public final class SeriesOutput extends ScoredOutput {
    @JsonProperty
    private SeriesLoss loss = SeriesLoss.MSE;

    @JsonProperty
    private int size = 1;

    private SeriesOutput() {}

    /**
     * The layer.
     *
     * @param size K
     * @throws IllegalArgumentException if it is less than 1
     */
    public SeriesOutput(SeriesLoss loss, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a series has at least one value at a step, found " + size);
        }
        this.loss = loss;
        this.size = size;
        setNIn(size);
        setNOut(size);
    }

    /** What outputs are compared with labels by. */
    public SeriesLoss loss() {
        return loss;
    }

    /** K. */
    public int size() {
        return size;
    }

    @Override
    ScoredOutputLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new SeriesOutputLayer(conf, type);
    }

    @Override
    int biasSize() {
        return size;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        long found = input instanceof InputType.InputTypeRecurrent sequence
                ? sequence.getSize()
                : input instanceof InputType.InputTypeFeedForward vector ? vector.getSize() : -1;
        if (found != size) {
            throw new IllegalStateException(
                    "the output layer '" + getLayerName() + "' expects " + size + " values at a step, found " + input);
        }
        return input;
    }

    @Override
    List<Object> values() {
        return List.of(loss, size);
    }
}
