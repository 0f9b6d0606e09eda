package org.seq4j.models.attention;

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
 * Attention of a whole decoder over an encoder's outputs, without input feeding, as a graph vertex: {@code graph.addVertex("attention",
 * Attention.builder(AttentionScore.BAHDANAU, 256, 512).build(), "decoder", "encoder")}.
 *
 * <p>Inputs: the decoder's states {@code [B, H, T]}, which are the queries; the memory {@code [B, M, S]}; with a deep output or copying the embeddings of the fed
 * tokens {@code [B, E, T]}; with copying the source tokens' ids in the extended target vocabulary {@code [B, S]}. Output: the attentional vectors
 * {@code [B, O, T]}, 0 at masked target steps. Both masks, {@code [B, T]} with the queries and {@code [B, S]} with the memory, 1 = real, may have any form: the weight of a
 * masked source position is exactly 0, and a masked target step counts as if it were not there.
 *
 * <p>The equations stand in {@link AttentionScore}, {@link AttentionOutput} and {@link AttentionMechanism}. All steps are computed in one pass, with coverage one
 * after the other.
 */
public final class Attention extends TrainableVertex {
    @JsonProperty
    private AttentionScore score = AttentionScore.BAHDANAU;

    @JsonProperty
    private int querySize = 1;

    @JsonProperty
    private int memorySize = 1;

    @JsonProperty
    private int attentionSize = 1;

    @JsonProperty
    private int embeddingSize;

    @JsonProperty
    private int outputSize = 1;

    @JsonProperty
    private AttentionOutput output = AttentionOutput.ATTENTIONAL;

    @JsonProperty
    private double attentionDropout;

    @JsonProperty
    private boolean coverage;

    @JsonProperty
    private double coverageLossWeight;

    @JsonProperty
    private boolean copy;

    @JsonProperty
    private @Nullable String linkedOutput;

    private Attention() {}

    /** A builder with the three values that have no default: score, query size H and memory size M. */
    public static Builder builder(AttentionScore score, int querySize, int memorySize) {
        return new Builder(score, querySize, memorySize);
    }

    /** Kind and sizes. */
    public AttentionSpec spec() {
        return new AttentionSpec(
                score, querySize, memorySize, attentionSize, embeddingSize, outputSize, output, coverage, copy);
    }

    /** Probability to drop a weight. */
    public double attentionDropout() {
        return attentionDropout;
    }

    /** The weight of the coverage loss; 0: none. */
    public double coverageLossWeight() {
        return coverageLossWeight;
    }

    /** The output layer that takes the coverage loss and copies; null: none. */
    public @Nullable String linkedOutput() {
        return linkedOutput;
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("queries", "memory");
        AttentionWeights.define(params, spec());
    }

    @Override
    public void initializeParameters(Map<String, INDArray> table) {
        AttentionWeights.initialize(table, spec(), seed(), String.valueOf(getName()));
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new AttentionVertex(this, place);
    }

    @Override
    public int minVertexInputs() {
        return 2 + (spec().readsEmbedding() ? 1 : 0) + (copy ? 1 : 0);
    }

    @Override
    public int maxVertexInputs() {
        return minVertexInputs();
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (inputs.length != minVertexInputs()) {
            throw new InvalidInputTypeException("an attention expects " + minVertexInputs()
                    + " inputs: queries, memory, with a deep output or copying the target embeddings, with copying the"
                    + " source ids; found " + inputs.length);
        }
        InputType.InputTypeRecurrent queries = sequence("queries", inputs[0], querySize);
        sequence("memory", inputs[1], memorySize);
        if (spec().readsEmbedding()) {
            sequence("target embeddings", inputs[2], embeddingSize);
        }
        return InputType.recurrent(outputSize, queries.getTimeSeriesLength());
    }

    private static InputType.InputTypeRecurrent sequence(String name, InputType input, int size) {
        if (!(input instanceof InputType.InputTypeRecurrent sequence) || sequence.getSize() != size) {
            throw new InvalidInputTypeException(
                    "an attention expects " + name + " of shape [batch, " + size + ", time], found " + input);
        }
        return sequence;
    }

    @Override
    public GraphVertex clone() {
        Attention result = new Attention();
        result.score = score;
        result.querySize = querySize;
        result.memorySize = memorySize;
        result.attentionSize = attentionSize;
        result.embeddingSize = embeddingSize;
        result.outputSize = outputSize;
        result.output = output;
        result.attentionDropout = attentionDropout;
        result.coverage = coverage;
        result.coverageLossWeight = coverageLossWeight;
        result.copy = copy;
        result.linkedOutput = linkedOutput;
        return withTrainingSettings(result);
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("score", score);
        options.put("querySize", querySize);
        options.put("memorySize", memorySize);
        options.put("attentionSize", attentionSize);
        options.put("embeddingSize", embeddingSize);
        options.put("outputSize", outputSize);
        options.put("output", output);
        options.put("attentionDropout", attentionDropout);
        options.put("coverage", coverage);
        options.put("coverageLossWeight", coverageLossWeight);
        options.put("copy", copy);
        options.put("linkedOutput", linkedOutput == null ? "" : linkedOutput);
        return options;
    }

    /** Builds an {@link Attention}. */
    public static final class Builder {
        private final Attention result = new Attention();

        private Builder(AttentionScore score, int querySize, int memorySize) {
            result.score = score;
            result.querySize = querySize;
            result.memorySize = memorySize;
            result.attentionSize = querySize;
            result.outputSize = querySize;
        }

        /** A, the width of an additive score; default H. The other scores have none. */
        public Builder attentionSize(int value) {
            result.attentionSize = value;
            return this;
        }

        /** O, the size of the attentional vector; default H. */
        public Builder outputSize(int value) {
            result.outputSize = value;
            return this;
        }

        /** How the attentional vector is made; default {@link AttentionOutput#ATTENTIONAL}. */
        public Builder output(AttentionOutput value) {
            result.output = value;
            return this;
        }

        /** E, the size of the target embeddings, which a deep output and copying need. */
        public Builder embeddingSize(int value) {
            result.embeddingSize = value;
            return this;
        }

        /** Probability to drop a weight of a context in training, 0 (default) to less than 1. */
        public Builder attentionDropout(double rate) {
            result.attentionDropout = rate;
            return this;
        }

        /** Lets scores know the attention that a position has had (See, Liu, Manning 2017, equation 11); default off. */
        public Builder coverage(boolean value) {
            result.coverage = value;
            return this;
        }

        /**
         * The weight of the coverage loss, the mean over real target tokens of {@code sum_i min(a_i, cov_i)} (See et al. 2017, equation 13); needs coverage and a linked
         * output; default 0: none.
         */
        public Builder coverageLossWeight(double weight) {
            result.coverageLossWeight = weight;
            return this;
        }

        /** Offers weights and the probability to generate to a linked output layer that copies; default off. */
        public Builder copy(boolean value) {
            result.copy = value;
            return this;
        }

        /** The name of the graph's output layer, which a coverage loss and copying need; default none. */
        public Builder linkedOutput(@Nullable String layer) {
            result.linkedOutput = layer;
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
         * @throws IllegalArgumentException if a value is out of range or two do not fit; the message lists every fault
         */
        public Attention build() {
            Faults faults = new Faults();
            faults.check(() -> result.spec());
            faults.check(() -> DropoutMask.checkRate("attentionDropout", result.attentionDropout));
            if (!(result.coverageLossWeight >= 0 && result.coverageLossWeight < Double.POSITIVE_INFINITY)) {
                faults.add("the weight of the coverage loss is a number of at least 0, found "
                        + result.coverageLossWeight);
            }
            if (result.coverageLossWeight > 0 && !result.coverage) {
                faults.add("a coverage loss needs coverage(true)");
            }
            boolean links = result.coverageLossWeight > 0 || result.copy;
            if (links != (result.linkedOutput != null)) {
                faults.add(
                        links
                                ? "a coverage loss and copying need linkedOutput, the name of the output layer"
                                : "linkedOutput serves a coverage loss and copying; there is neither");
            }
            faults.throwIfAny("attention");
            return (Attention) result.clone();
        }
    }
}
