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
import org.seq4j.models.kernel.CellSpec;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.Faults;
import org.seq4j.models.node.TrainableVertex;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;
import org.seq4j.models.recurrent.CellParameters;

/**
 * A recurrent decoder with attention and input feeding (Luong, Pham, Manning 2015, section 3.3) as one graph vertex, over the whole target sequence.
 *
 * <pre>
 * s_t = cells([e_t; f_(t-1)], s_(t-1))       f: the attentional vector, or with the deep output the context; f_0 = 0
 * c_t = attention(s_t, memory)               see {@link AttentionScore}
 * y_t = the attentional vector of c_t, s_t   see {@link AttentionOutput}
 * </pre>
 *
 * <p>Inputs: the embeddings of the fed tokens e {@code [B, E, T]}; the memory {@code [B, M, S]}; with copying the source's ids in the extended target vocabulary
 * {@code [B, S]}; and optionally the initial states h {@code [B, L*H]} and, for cells that have one, c {@code [B, L*H]}, lowest layer first. Output {@code [B, O,
 * T]}. Both masks, {@code [B, T]} of the first input and {@code [B, S]} of the second, 1 = real, may have any form: the state holds over masked target steps,
 * outputs there are 0, and masked source positions take no attention.
 *
 * <p>What does not depend on the step before runs as one product over all steps: the keys, the input side of the first cell, the gradients of all weights.
 * Without input feeding, {@code Recurrent} layers and an {@link Attention} are quicker.
 */
public final class AttentionDecoder extends TrainableVertex {
    @JsonProperty
    private CellType cell = CellType.LSTM;

    @JsonProperty
    private int embeddingSize = 1;

    @JsonProperty
    private int hiddenSize = 1;

    @JsonProperty
    private int numLayers = 1;

    @JsonProperty
    private int memorySize = 1;

    @JsonProperty
    private AttentionScore score = AttentionScore.LUONG_GENERAL;

    @JsonProperty
    private int attentionSize = 1;

    @JsonProperty
    private int outputSize = 1;

    @JsonProperty
    private AttentionOutput output = AttentionOutput.ATTENTIONAL;

    @JsonProperty
    private boolean coverage;

    @JsonProperty
    private double coverageLossWeight;

    @JsonProperty
    private boolean copy;

    @JsonProperty
    private double attentionDropout;

    @JsonProperty
    private double embeddingDropout;

    @JsonProperty
    private double dropout;

    @JsonProperty
    private boolean variationalDropout;

    @JsonProperty
    private double recurrentDropout;

    @JsonProperty
    private boolean layerNorm;

    @JsonProperty
    private boolean residual;

    @JsonProperty
    private double forgetBias = 1;

    @JsonProperty
    private @Nullable String linkedOutput;

    private AttentionDecoder() {}

    /** A builder with the values that have no default: cell, embedding size E, hidden size H and memory size M. */
    public static Builder builder(CellType cell, int embeddingSize, int hiddenSize, int memorySize) {
        return new Builder(cell, embeddingSize, hiddenSize, memorySize);
    }

    /** The cell of every layer. */
    public CellType cell() {
        return cell;
    }

    /** H. */
    public int hiddenSize() {
        return hiddenSize;
    }

    /** L. */
    public int numLayers() {
        return numLayers;
    }

    /** λ of the coverage loss; 0: none. */
    public double coverageLossWeight() {
        return coverageLossWeight;
    }

    /** Probability to drop an attention weight. */
    public double attentionDropout() {
        return attentionDropout;
    }

    /** Probability to drop a value of the embedding. */
    public double embeddingDropout() {
        return embeddingDropout;
    }

    /** Probability to drop a value between two layers. */
    public double dropout() {
        return dropout;
    }

    /** Whether one dropout mask serves all steps of a sequence. */
    public boolean variationalDropout() {
        return variationalDropout;
    }

    /** Probability to drop a unit of h(t-1), one mask for all steps. */
    public double recurrentDropout() {
        return recurrentDropout;
    }

    /** Whether layers above the first add their input to their output. */
    public boolean residual() {
        return residual;
    }

    /** The output layer that takes the coverage loss and what copying needs; null: none. */
    public @Nullable String linkedOutput() {
        return linkedOutput;
    }

    /** The attention's kind and sizes. */
    public AttentionSpec attention() {
        return new AttentionSpec(
                score, hiddenSize, memorySize, attentionSize, embeddingSize, outputSize, output, coverage, copy);
    }

    /** F: the size of what is fed back. */
    public int fedSize() {
        return output == AttentionOutput.DEEP ? memorySize : outputSize;
    }

    /** Cell and sizes of a layer, counted from 0; the first layer's input is {@code [e; f]}. */
    public CellSpec layer(int number) {
        return new CellSpec(cell, number == 0 ? embeddingSize + fedSize() : hiddenSize, hiddenSize, layerNorm);
    }

    /** The parameters of a layer's cell. */
    public CellParameters parameters(int number) {
        return CellParameters.ofLayer(layer(number), number);
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("x");
        for (int number = 0; number < numLayers; number++) {
            parameters(number).define(params);
        }
        AttentionWeights.define(params, attention());
    }

    @Override
    public void initializeParameters(Map<String, INDArray> table) {
        String name = String.valueOf(getName());
        for (int number = 0; number < numLayers; number++) {
            parameters(number).initialize(table, seed(), name, forgetBias);
        }
        AttentionWeights.initialize(table, attention(), seed(), name);
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new AttentionDecoderVertex(this, place);
    }

    @Override
    public int minVertexInputs() {
        return copy ? 3 : 2;
    }

    @Override
    public int maxVertexInputs() {
        return minVertexInputs() + (cell.hasCellState() ? 2 : 1);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        expect("the embeddings", inputs[0], embeddingSize);
        expect("the memory", inputs[1], memorySize);
        return InputType.recurrent(outputSize, ((InputType.InputTypeRecurrent) inputs[0]).getTimeSeriesLength());
    }

    private static void expect(String what, InputType input, int size) throws InvalidInputTypeException {
        if (!(input instanceof InputType.InputTypeRecurrent sequence) || sequence.getSize() != size) {
            throw new InvalidInputTypeException("an attention decoder expects " + what
                    + " to be a sequence [batch, features, time] of " + size + " features, found " + input);
        }
    }

    @Override
    public GraphVertex clone() {
        AttentionDecoder copied = new AttentionDecoder();
        copied.cell = cell;
        copied.embeddingSize = embeddingSize;
        copied.hiddenSize = hiddenSize;
        copied.numLayers = numLayers;
        copied.memorySize = memorySize;
        copied.score = score;
        copied.attentionSize = attentionSize;
        copied.outputSize = outputSize;
        copied.output = output;
        copied.coverage = coverage;
        copied.coverageLossWeight = coverageLossWeight;
        copied.copy = copy;
        copied.attentionDropout = attentionDropout;
        copied.embeddingDropout = embeddingDropout;
        copied.dropout = dropout;
        copied.variationalDropout = variationalDropout;
        copied.recurrentDropout = recurrentDropout;
        copied.layerNorm = layerNorm;
        copied.residual = residual;
        copied.forgetBias = forgetBias;
        copied.linkedOutput = linkedOutput;
        return withTrainingSettings(copied);
    }

    @Override
    protected Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("cell", cell);
        options.put("numLayers", numLayers);
        options.put("attention", attention());
        options.put("coverageLossWeight", coverageLossWeight);
        options.put("attentionDropout", attentionDropout);
        options.put("embeddingDropout", embeddingDropout);
        options.put("dropout", dropout);
        options.put("variationalDropout", variationalDropout);
        options.put("recurrentDropout", recurrentDropout);
        options.put("layerNorm", layerNorm);
        options.put("residual", residual);
        options.put("forgetBias", forgetBias);
        options.put("linkedOutput", linkedOutput == null ? "" : linkedOutput);
        return options;
    }

    /** Builds an {@link AttentionDecoder}. */
    public static final class Builder {
        private final AttentionDecoder result = new AttentionDecoder();

        private Builder(CellType cell, int embeddingSize, int hiddenSize, int memorySize) {
            result.cell = cell;
            result.embeddingSize = embeddingSize;
            result.hiddenSize = hiddenSize;
            result.memorySize = memorySize;
            result.attentionSize = hiddenSize;
            result.outputSize = hiddenSize;
        }

        /** L; default 1. */
        public Builder numLayers(int value) {
            result.numLayers = value;
            return this;
        }

        /** How query and memory are compared; default {@link AttentionScore#LUONG_GENERAL}. */
        public Builder score(AttentionScore value) {
            result.score = value;
            return this;
        }

        /** A of additive scores; default H. */
        public Builder attentionSize(int value) {
            result.attentionSize = value;
            return this;
        }

        /** How the attentional vector is made; default {@link AttentionOutput#ATTENTIONAL}. */
        public Builder output(AttentionOutput value) {
            result.output = value;
            return this;
        }

        /** O; default H. */
        public Builder outputSize(int value) {
            result.outputSize = value;
            return this;
        }

        /** Tells the score how much attention a position has had (See, Liu, Manning 2017); default off. */
        public Builder coverage(boolean value) {
            result.coverage = value;
            return this;
        }

        /** λ of the coverage loss, which needs {@link #linkedOutput}; default 0. */
        public Builder coverageLossWeight(double value) {
            result.coverageLossWeight = value;
            return this;
        }

        /** Offers the attention to an output layer that copies, which needs {@link #linkedOutput}; default off. */
        public Builder copy(boolean value) {
            result.copy = value;
            return this;
        }

        /** Probability to drop an attention weight in training; default 0. */
        public Builder attentionDropout(double rate) {
            result.attentionDropout = rate;
            return this;
        }

        /** Probability to drop a value of the embedding in training; default 0. */
        public Builder embeddingDropout(double rate) {
            result.embeddingDropout = rate;
            return this;
        }

        /** Probability to drop a value between two layers in training; default 0. */
        public Builder dropout(double rate) {
            result.dropout = rate;
            return this;
        }

        /** One dropout mask for all steps of a sequence (Gal and Ghahramani 2016); default: a mask a step. */
        public Builder variationalDropout(boolean value) {
            result.variationalDropout = value;
            return this;
        }

        /** Probability to drop a unit of h(t-1) in training, one mask for all steps (Gal and Ghahramani 2016); default 0. */
        public Builder recurrentDropout(double rate) {
            result.recurrentDropout = rate;
            return this;
        }

        /** Layer normalisation in the cells (Ba, Kiros, Hinton 2016); default off. */
        public Builder layerNorm(boolean value) {
            result.layerNorm = value;
            return this;
        }

        /** Layers above the first add their input to their output; default off. */
        public Builder residual(boolean value) {
            result.residual = value;
            return this;
        }

        /** Initial bias of the forget gate of cells that have one; default 1. */
        public Builder forgetBias(double value) {
            result.forgetBias = value;
            return this;
        }

        /** The name of the output layer that takes the coverage loss and what copying needs; default none. */
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
        public AttentionDecoder build() {
            Faults faults = new Faults();
            faults.check(() -> result.layer(0));
            faults.check(() -> result.attention());
            faults.positive("number of layers", result.numLayers);
            if (result.residual && result.numLayers == 1) {
                faults.add("a residual connection needs a second layer");
            }
            if (!(result.coverageLossWeight >= 0) || result.coverageLossWeight == Double.POSITIVE_INFINITY) {
                faults.add("the weight of the coverage loss is at least 0, found " + result.coverageLossWeight);
            }
            if (result.coverageLossWeight > 0 && !result.coverage) {
                faults.add("a coverage loss needs coverage(true)");
            }
            if (result.linkedOutput == null && (result.copy || result.coverageLossWeight > 0)) {
                faults.add("copying and the coverage loss need the name of the output layer in linkedOutput");
            }
            faults.check(() -> DropoutMask.checkRate("attentionDropout", result.attentionDropout));
            faults.check(() -> DropoutMask.checkRate("embeddingDropout", result.embeddingDropout));
            faults.check(() -> DropoutMask.checkRate("dropout", result.dropout));
            faults.check(() -> DropoutMask.checkRate("recurrentDropout", result.recurrentDropout));
            faults.throwIfAny("attention decoder");
            return (AttentionDecoder) result.clone();
        }
    }
}
