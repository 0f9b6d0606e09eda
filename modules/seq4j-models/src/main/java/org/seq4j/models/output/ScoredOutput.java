package org.seq4j.models.output;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Configuration of an output layer that reads the scores of another node, and gives a loss. */
abstract class ScoredOutput extends FeedForwardLayer {
    ScoredOutput() {
        super(new Empty());
    }

    /** The layer at work. */
    abstract ScoredOutputLayer<?> layer(NeuralNetConfiguration conf, DataType type);

    /** The length of the bias, where that is the layer's parameter. */
    abstract int biasSize();

    /** What makes two of them equal. */
    abstract List<Object> values();

    @Override
    public final Layer instantiate(
            NeuralNetConfiguration conf,
            @Nullable Collection<TrainingListener> listeners,
            int index,
            INDArray view,
            boolean initialize,
            DataType type) {
        return layer(conf, type).placed(listeners, index, view, initialize);
    }

    @Override
    public ParamInitializer initializer() {
        return BiasParameters.INSTANCE;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return input;
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        // the scores say it
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: null = no preprocessor
    public final InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public final LayerMemoryReport getMemoryReport(InputType input) {
        long parameters = initializer().numParams(this);
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), input, getOutputType(-1, input))
                .standardMemory(parameters, parameters == 0 ? 0 : getIUpdater().stateSize(parameters))
                .workingMemory(0, 0, input.arrayElementsPerExample(), input.arrayElementsPerExample())
                .build();
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other != null
                && other.getClass() == getClass()
                && values().equals(((ScoredOutput) other).values())
                && String.valueOf(getLayerName()).equals(String.valueOf(((ScoredOutput) other).getLayerName()));
    }

    @Override
    public final int hashCode() {
        return values().hashCode();
    }

    private static final class Empty extends FeedForwardLayer.Builder<Empty> {
        @Override
        @SuppressWarnings("unchecked")
        public ScoredOutput build() {
            throw new UnsupportedOperationException("only the defaults of this builder are used");
        }
    }
}
