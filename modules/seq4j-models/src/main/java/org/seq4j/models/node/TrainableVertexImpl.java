package org.seq4j.models.node;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.params.SameDiffParamInitializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running side of a {@link TrainableVertex}: its views into the flat parameter and gradient vectors and its input masks. */
public abstract class TrainableVertexImpl<C extends TrainableVertex> extends BaseGraphVertex {
    private final C conf;
    private final @Nullable INDArray parameters; // null where the vertex has none
    private final Map<String, INDArray> parameterTable;
    private @Nullable INDArray gradientView;
    private @Nullable Map<String, INDArray> gradientTable;
    private @Nullable INDArray @Nullable [] masks;

    protected TrainableVertexImpl(C conf, VertexPlace place) {
        super(place.graph(), place.name(), place.index(), null, null, place.type());
        this.conf = conf;
        parameters = place.view();
        parameterTable = slices(parameters);
        if (place.initialize()) {
            conf.initializeParameters(parameterTable);
        }
    }

    @SuppressWarnings("NullAway") // DL4J's contract: null where there are no parameters
    private Map<String, INDArray> slices(@Nullable INDArray view) {
        var shapes = conf.getVertexParams();
        return SameDiffParamInitializer.getInstance()
                .subsetAndReshape(shapes.getParameterKeys(), shapes.getParamShapes(), view, null, conf);
    }

    /** The vertex's configuration. */
    public final C conf() {
        return conf;
    }

    /** One parameter, a view into the flat vector. */
    public final INDArray parameter(String key) {
        INDArray value = parameterTable.get(key);
        if (value == null) {
            throw new IllegalArgumentException("vertex '" + getVertexName() + "' has the parameters "
                    + parameterTable.keySet() + " and no '" + key + "'");
        }
        return value;
    }

    /** The gradient of one parameter, a view into the flat gradient vector. */
    public final INDArray gradient(String key) {
        if (gradientTable == null) {
            throw new IllegalStateException("vertex '" + getVertexName()
                    + "' has no gradient vector yet: call ComputationGraph.initGradientsView() before a backward pass");
        }
        INDArray value = gradientTable.get(key);
        if (value == null) {
            throw new IllegalArgumentException("vertex '" + getVertexName() + "' has no parameter '" + key + "'");
        }
        return value;
    }

    /** All gradients, in the form that the graph wants from a backward pass. */
    protected final Gradient gradients() {
        Gradient result = new DefaultGradient(gradientView);
        if (gradientTable != null) {
            gradientTable.forEach(result::setGradientFor);
        }
        return result;
    }

    /**
     * The mask {@code [B, T]} of one input, 1 = real, or null where every step is real. The graph never clears the masks of vertices that are not layers, so a
     * mask counts only while the graph itself holds masks.
     */
    protected final @Nullable INDArray mask(int input) {
        @Nullable INDArray[] held = masks;
        return held == null || graph.getInputMaskArrays() == null || input >= held.length ? null : held[input];
    }

    /**
     * The same, of the shape [batch, time].
     *
     * @throws IllegalArgumentException if it has another shape
     */
    protected final @Nullable INDArray mask(int input, long batch, long time) {
        INDArray found = mask(input);
        if (found != null && (found.rank() != 2 || found.size(0) != batch || found.size(1) != time)) {
            throw new IllegalArgumentException(
                    "the vertex '" + getVertexName() + "' expects a mask of shape [batch, time] = ["
                            + batch + ", " + time + "] for its input " + input + ", found shape "
                            + Arrays.toString(found.shape()));
        }
        return found;
    }

    /** The graph's iteration count: with the seed and the vertex's name, the source of all randomness of a forward pass. */
    protected final long iteration() {
        return graph.getConfiguration().getIterationCount();
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: a null mask means that every step is real
    public Pair<INDArray, MaskState> feedForwardMaskArrays(
            @Nullable INDArray @Nullable [] inputMasks, MaskState state, int batch) {
        masks = inputMasks == null ? null : inputMasks.clone();
        return new Pair<>(inputMasks == null ? null : inputMasks[0], state);
    }

    @Override
    public void clear() {
        super.clear();
        masks = null;
    }

    @Override
    public final void setBackpropGradientsViewArray(INDArray view) {
        gradientView = view;
        gradientTable = slices(view);
    }

    @Override
    public final boolean hasLayer() {
        return false;
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: null where hasLayer() is false
    public final Layer getLayer() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: null where there are no parameters
    public final INDArray params() {
        return parameters;
    }

    @Override
    public final Map<String, INDArray> paramTable(boolean backpropOnly) {
        return parameterTable;
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: null before the gradient vector exists
    public final INDArray getGradientsViewArray() {
        return gradientView;
    }

    @Override
    public final TrainingConfig getConfig() {
        return conf;
    }

    @Override
    public String toString() {
        return conf.getClass().getSimpleName() + "(" + getVertexName() + ")";
    }
}
