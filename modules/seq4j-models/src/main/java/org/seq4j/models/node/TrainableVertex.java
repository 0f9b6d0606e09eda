package org.seq4j.models.node;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of a graph vertex that has parameters and a gradient written by hand.
 *
 * <p>It extends {@link SameDiffVertex} for one reason: the graph builder hands the global settings (updater, regularisation, gradient normalisation) to layers
 * and to {@code SameDiffVertex}, and to no other vertex. Nothing of SameDiff runs. Parameters lie in the flat parameter vector in 'c' order; their names must
 * not contain an underscore, because the updater splits {@code vertex_parameter} at the last one.
 */
public abstract class TrainableVertex extends SameDiffVertex {
    @JsonProperty
    private @Nullable Long seed;

    /** Seed of the random initial values and of dropout: the one that was set, else the graph's. */
    public final long seed() {
        return seed == null ? 0 : seed;
    }

    protected final void seed(@Nullable Long value) {
        seed = value;
    }

    @Override
    public void applyGlobalConfigToLayer(NeuralNetConfiguration.Builder global) {
        if (seed == null) {
            seed = global.getSeed();
        }
    }

    @Override
    public final GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray view, boolean initialize, DataType type) {
        setName(name); // the updater finds the vertex by it
        return vertex(new VertexPlace(graph, name, index, view, initialize, type));
    }

    /** The vertex at work. */
    protected abstract TrainableVertexImpl<?> vertex(VertexPlace place);

    /** As many inputs as are defined, where a vertex does not say otherwise. */
    @Override
    public int minVertexInputs() {
        return getVertexParams().getInputs().size();
    }

    /** As {@link #minVertexInputs()}. */
    @Override
    public int maxVertexInputs() {
        return getVertexParams().getInputs().size();
    }

    /** Weights Xavier uniform, biases 0, where a vertex does not say otherwise. */
    @Override
    public void initializeParameters(Map<String, INDArray> table) {
        table.forEach((key, value) -> {
            if (getVertexParams().isBiasParam(key)) {
                value.assign(0);
            } else {
                new Initializer(seed(), String.valueOf(getName()), key).xavier(value, 1);
            }
        });
    }

    /** Copies what the graph builder put here (updater, regularisation, ...) to a clone. */
    protected final <V extends TrainableVertex> V withTrainingSettings(V copy) {
        copy.setUpdater(getUpdater());
        copy.setBiasUpdater(getBiasUpdater());
        copy.setRegularization(getRegularization());
        copy.setRegularizationBias(getRegularizationBias());
        copy.setGradientNormalization(getGradientNormalization());
        copy.setGradientNormalizationThreshold(getGradientNormalizationThreshold());
        copy.setDataType(getDataType());
        copy.setName(getName());
        ((TrainableVertex) copy).seed = seed;
        return copy;
    }

    /** Names and shapes of the parameters. They follow from the options and are not part of the JSON, which could contradict itself. */
    @Override
    @JsonIgnore
    public final SDVertexParams getVertexParams() {
        return super.getVertexParams();
    }

    /** Ignored: see {@link #getVertexParams()}. */
    @Override
    @JsonIgnore
    public final void setVertexParams(SDVertexParams params) {}

    @Override
    public char paramReshapeOrder(String name) {
        return 'c';
    }

    /** Not used: the forward and backward passes are written by hand. */
    @Override
    public final SDVariable defineVertex(
            SameDiff graph,
            Map<String, SDVariable> inputs,
            Map<String, SDVariable> parameters,
            Map<String, SDVariable> masks) {
        throw new IllegalStateException(
                getClass().getSimpleName() + " computes its gradient by hand and cannot be put into a SameDiff graph");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass() && options().equals(((TrainableVertex) other).options());
    }

    @Override
    public int hashCode() {
        return options().hashCode();
    }

    /** The vertex's own options, for {@code equals}, {@code hashCode} and {@code toString}. */
    protected abstract Map<String, Object> options();

    @Override
    public String toString() {
        return getClass().getSimpleName() + options();
    }
}
