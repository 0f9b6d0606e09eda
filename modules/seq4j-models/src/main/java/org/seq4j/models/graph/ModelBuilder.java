package org.seq4j.models.graph;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.node.Faults;

/**
 * What the builders of all models share: the graph that the vertices go into, and the options that do not depend on what the model reads and writes.
 *
 * @param <B> the builder itself
 */
public abstract sealed class ModelBuilder<B extends ModelBuilder<B>>
        permits LanguageModel.Builder, EncoderBuilder, EncoderDecoderBuilder {
    private int paddingId;
    private long seed = 42;
    private KernelChoice kernel = KernelChoice.AUTO;
    private DataType dataType = DataType.FLOAT;
    private IUpdater updater = new Adam(1e-3);

    ModelBuilder() {}

    abstract B self();

    /** Of tokens the id of padding, whose vectors stay 0 in tables that the output does not share; default 0; -1: none. */
    public B paddingId(int id) {
        paddingId = id;
        return self();
    }

    /** Seed of initial values and dropout; default 42. */
    public B seed(long value) {
        seed = value;
        return self();
    }

    /** Which kernel computes the recurrent layers; default: the quickest that can. */
    public B kernel(KernelChoice value) {
        kernel = value;
        return self();
    }

    /** Data type of parameters and activations; default float. */
    public B dataType(DataType value) {
        dataType = value;
        return self();
    }

    /** Updater for Deeplearning4j's own {@code fit}; default Adam with learning rate 0.001. */
    public B updater(IUpdater value) {
        updater = value;
        return self();
    }

    /**
     * Builds the configuration.
     *
     * @throws IllegalArgumentException if a value is out of range or two do not fit; the message lists every fault
     */
    public abstract ComputationGraphConfiguration build();

    final int paddingId() {
        return paddingId;
    }

    final KernelChoice kernel() {
        return kernel;
    }

    final void checkPaddingId(int vocabulary, Faults faults) {
        if (paddingId < -1 || paddingId >= vocabulary) {
            faults.add("the padding id is an id of the vocabulary, 0 to " + (vocabulary - 1)
                    + ", or -1 for none; found " + paddingId);
        }
    }

    /** A graph with these inputs and nothing else. */
    final GraphBuilder graph(String... inputs) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(updater)
                .dataType(dataType)
                .miniBatch(false) // losses are means already
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .graphBuilder()
                .addInputs(inputs);
    }
}
