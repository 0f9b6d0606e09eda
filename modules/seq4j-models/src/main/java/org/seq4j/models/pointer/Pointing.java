package org.seq4j.models.pointer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.Faults;
import org.seq4j.models.node.TrainableVertex;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/**
 * Scores of the elements that a decoder may point at: {@code u_j = v . tanh(W1 e_j + W2 d)} for the memory's rows {@code e_1 .. e_S} and a learned row
 * {@code e_0}, which stands for the end of the output (Vinyals, Fortunato, Jaitly 2015, equation 3).
 *
 * <p>Inputs: the queries d {@code [B, H, T]} and the memory {@code [B, M, S]}. Output: the scores {@code [B, S + 1, T]}, the end's first, which a
 * {@code PointerOutput} makes probabilities of. Both masks, {@code [B, T]} with the queries and {@code [B, S]} with the memory, 1 = real, may have any form: a masked
 * element has the score {@value #FAR_BELOW}, so that its probability is exactly 0, and the scores of a masked target step are 0.
 *
 * <p>Elements have no order here: when the rows of the memory are permuted, so are the scores.
 */
public final class Pointing extends TrainableVertex {
    /** The score of masked elements. */
    public static final double FAR_BELOW = -1e30;

    @JsonProperty
    private int querySize = 1;

    @JsonProperty
    private int memorySize = 1;

    @JsonProperty
    private int attentionSize = 1;

    @JsonProperty
    private double queryDropout;

    private Pointing() {}

    /** A builder with the two values that have no default: H and M. */
    public static Builder builder(int querySize, int memorySize) {
        return new Builder(querySize, memorySize);
    }

    /** H. */
    public int querySize() {
        return querySize;
    }

    /** M. */
    public int memorySize() {
        return memorySize;
    }

    /** A. */
    public int attentionSize() {
        return attentionSize;
    }

    /** Probability to drop a value of a query in training. */
    public double queryDropout() {
        return queryDropout;
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("queries", "memory");
        PointingWeights.define(params, querySize, memorySize, attentionSize);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> table) {
        PointingWeights.initialize(table, seed(), String.valueOf(getName()));
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new PointingVertex(this, place);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (inputs.length != 2
                || !(inputs[0] instanceof InputType.InputTypeRecurrent queries)
                || !(inputs[1] instanceof InputType.InputTypeRecurrent memory)
                || queries.getSize() != querySize
                || memory.getSize() != memorySize) {
            throw new InvalidInputTypeException("a pointing node expects queries of shape [batch, " + querySize
                    + ", time] and a memory of shape [batch, " + memorySize + ", elements], found "
                    + java.util.Arrays.toString(inputs));
        }
        return InputType.recurrent(Math.max(0, memory.getTimeSeriesLength()) + 1, queries.getTimeSeriesLength());
    }

    @Override
    public GraphVertex clone() {
        Pointing result = new Pointing();
        result.querySize = querySize;
        result.memorySize = memorySize;
        result.attentionSize = attentionSize;
        result.queryDropout = queryDropout;
        return withTrainingSettings(result);
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("querySize", querySize);
        options.put("memorySize", memorySize);
        options.put("attentionSize", attentionSize);
        options.put("queryDropout", queryDropout);
        return options;
    }

    /** Builds a {@link Pointing} node. */
    public static final class Builder {
        private final Pointing result = new Pointing();

        private Builder(int querySize, int memorySize) {
            result.querySize = querySize;
            result.memorySize = memorySize;
            result.attentionSize = querySize;
        }

        /** A, the width inside the tanh; default H. */
        public Builder attentionSize(int value) {
            result.attentionSize = value;
            return this;
        }

        /** Probability to drop a value of a query in training, 0 (default) to less than 1. */
        public Builder queryDropout(double rate) {
            result.queryDropout = rate;
            return this;
        }

        /** Seed of initial values and dropout; default: the graph's. */
        public Builder seed(@Nullable Long value) {
            result.seed(value);
            return this;
        }

        /**
         * Builds the vertex.
         *
         * @throws IllegalArgumentException if a value is out of range; the message lists every fault
         */
        public Pointing build() {
            Faults faults = new Faults();
            faults.positive("query size", result.querySize);
            faults.positive("memory size", result.memorySize);
            faults.positive("attention size", result.attentionSize);
            faults.check(() -> DropoutMask.checkRate("queryDropout", result.queryDropout));
            faults.throwIfAny("pointing node");
            return (Pointing) result.clone();
        }
    }
}
