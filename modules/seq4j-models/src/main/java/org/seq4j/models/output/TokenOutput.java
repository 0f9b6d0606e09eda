package org.seq4j.models.output;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.seq4j.models.node.DropoutMask;

/**
 * Softmax over a vocabulary at every step, with cross-entropy against integer ids: {@code graph.addLayer("output", TokenOutput.builder(256, 10000).build(),
 * "rnn")}.
 *
 * <p>Input {@code [B, H, T]}; labels {@code [B, T]} ids; label mask {@code [B, T]}, 1 = counts (the feature mask where there is no label mask). The loss is the
 * mean over the tokens that count, in nats, so that learning rate and clipping do not depend on length or padding. Training holds scores of a few hundred tokens
 * at a time and never a one-hot array; {@code output()} gives probabilities {@code [B, V, T]}.
 */
public final class TokenOutput extends FeedForwardLayer {
    @JsonProperty
    private double labelSmoothing;

    @JsonProperty
    private double inputDropout;

    @JsonProperty
    private boolean tied;

    @JsonProperty
    private boolean copying;

    @JsonProperty
    private @Nullable Long seed;

    private TokenOutput() {}

    private TokenOutput(Builder builder) {
        super(builder);
        labelSmoothing = builder.labelSmoothing;
        inputDropout = builder.inputDropout;
        tied = builder.tied;
        copying = builder.copying;
        seed = builder.seed;
    }

    /** A builder with the two values that have no default: H and V. */
    public static Builder builder(int inputSize, int vocabularySize) {
        return new Builder(inputSize, vocabularySize);
    }

    /** ε of label smoothing. */
    public double labelSmoothing() {
        return labelSmoothing;
    }

    /** Probability to drop an input in training. */
    public double inputDropout() {
        return inputDropout;
    }

    /** Whether the weights are those of an embedding. */
    public boolean tied() {
        return tied;
    }

    /** Whether tokens of the source may be copied. */
    public boolean copying() {
        return copying;
    }

    long seed(NeuralNetConfiguration conf) {
        return seed == null ? conf.getSeed() : seed;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            @Nullable Collection<TrainingListener> listeners,
            int index,
            INDArray view,
            boolean initialize,
            DataType type) {
        TokenOutputLayer layer = copying ? new CopyOutputLayer(conf, type) : new TokenOutputLayer(conf, type);
        return layer.placed(listeners, index, view, initialize);
    }

    @Override
    public ParamInitializer initializer() {
        return TokenOutputParameters.INSTANCE;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeRecurrent sequence)) {
            throw new IllegalStateException("the output layer '" + getLayerName()
                    + "' expects a sequence [batch, features, time], found " + input);
        }
        return InputType.recurrent(getNOut(), sequence.getTimeSeriesLength());
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: null = no preprocessor
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        long parameters = initializer().numParams(this);
        return new LayerMemoryReport.Builder(getLayerName(), TokenOutput.class, input, getOutputType(-1, input))
                .standardMemory(parameters, getIUpdater().stateSize(parameters))
                .workingMemory(0, 0, TokenOutputLayer.CHUNK_ELEMENTS, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenOutput output && values().equals(output.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<Object> values() {
        return List.of(
                getNIn(),
                getNOut(),
                labelSmoothing,
                inputDropout,
                tied,
                copying,
                Objects.requireNonNullElse(getLayerName(), ""));
    }

    /** Builds a {@link TokenOutput}. */
    public static final class Builder extends FeedForwardLayer.Builder<Builder> {
        private double labelSmoothing;
        private double inputDropout;
        private boolean tied;
        private boolean copying;
        private @Nullable Long seed;

        private Builder(int inputSize, int vocabularySize) {
            nIn(inputSize);
            nOut(vocabularySize);
        }

        /** ε: this much of the target is spread over the whole vocabulary (Szegedy et al. 2016); default 0. */
        public Builder labelSmoothing(double epsilon) {
            labelSmoothing = epsilon;
            return this;
        }

        /** Probability to drop an input value in training; default 0. */
        public Builder inputDropout(double rate) {
            inputDropout = rate;
            return this;
        }

        /** Uses the table of a {@code TokenEmbedding} built with {@code tiedOutput(this layer's name)}; H must be its embedding size; default off. */
        public Builder tied(boolean value) {
            tied = value;
            return this;
        }

        /**
         * Whether tokens of the source may be copied, also those with ids from V on (See, Liu, Manning 2017, section 2.2); needs an attention that is linked with
         * this layer, and no label smoothing; default off. {@code output()} then gives as many probabilities as the batch's extended vocabulary has tokens.
         */
        public Builder copying(boolean value) {
            copying = value;
            return this;
        }

        /** Seed of initial values and dropout; default: the graph's. */
        public Builder seed(@Nullable Long value) {
            seed = value;
            return this;
        }

        /**
         * Builds the layer.
         *
         * @throws IllegalArgumentException if a value is out of range
         */
        @Override
        @SuppressWarnings("unchecked")
        public TokenOutput build() {
            DropoutMask.checkRate("labelSmoothing", labelSmoothing);
            DropoutMask.checkRate("inputDropout", inputDropout);
            if (copying && labelSmoothing > 0) {
                throw new IllegalArgumentException(
                        "there is no label smoothing for the mixture of generating and copying; found a label smoothing of "
                                + labelSmoothing + ": set it to 0, or copying off");
            }
            return new TokenOutput(this);
        }
    }
}
