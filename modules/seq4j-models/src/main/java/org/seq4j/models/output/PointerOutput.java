package org.seq4j.models.output;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax over the scores that it reads, with cross-entropy against integer ids: {@code graph.addLayer("output", new PointerOutput(), "pointer")}. It has no
 * parameters, and each batch may have another number of outcomes.
 *
 * <p>Input: scores {@code [B, N, T]}; labels {@code [B, T]}, ids from 0 to N - 1; label mask {@code [B, T]}, 1 = counts (the feature mask where there is no label
 * mask). The loss is the mean over the tokens that count, in nats. {@code output()} gives probabilities {@code [B, N, T]}, exactly 0 where a score is 88 below
 * the greatest.
 */
public final class PointerOutput extends FeedForwardLayer {
    /** The layer. */
    public PointerOutput() {
        super(new Builder());
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            @Nullable Collection<TrainingListener> listeners,
            int index,
            @Nullable INDArray view,
            boolean initialize,
            DataType type) {
        PointerOutputLayer layer = new PointerOutputLayer(conf, type);
        if (listeners != null) {
            layer.setListeners(listeners);
        }
        layer.setIndex(index);
        layer.setParamTable(initializer().init(conf, view, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return EmptyParamInitializer.getInstance();
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (!(input instanceof InputType.InputTypeRecurrent)) {
            throw new IllegalStateException(
                    "the output layer '" + getLayerName() + "' expects scores [batch, outcomes, time], found " + input);
        }
        return input;
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        // the number of outcomes is the batch's
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: null = no preprocessor
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        return new LayerMemoryReport.Builder(getLayerName(), PointerOutput.class, input, getOutputType(-1, input))
                .standardMemory(0, 0)
                .workingMemory(0, 0, input.arrayElementsPerExample(), input.arrayElementsPerExample())
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PointerOutput output && Objects.equals(getLayerName(), output.getLayerName());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(getLayerName());
    }

    private static final class Builder extends FeedForwardLayer.Builder<Builder> {
        @Override
        @SuppressWarnings("unchecked")
        public PointerOutput build() {
            return new PointerOutput();
        }
    }
}
