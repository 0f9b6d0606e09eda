package org.seq4j.models.node;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What an attention node hands to the output layer of its graph in one forward pass: a loss of its own, and what copying needs. The output layer comes first in
 * the backward pass and leaves the gradients of what it read here.
 */
public final class AttentionLink {
    private final double auxiliaryLoss;
    private final @Nullable Copying copying;

    /**
     * A link for one forward pass.
     *
     * @param auxiliaryLoss what the output layer adds to its score, such as the coverage loss, weighted and divided by the number of real target tokens already;
     *     its gradient is the attention node's own affair
     * @param copying where the output layer copies from the source; null: it does not
     */
    public AttentionLink(double auxiliaryLoss, @Nullable Copying copying) {
        this.auxiliaryLoss = auxiliaryLoss;
        this.copying = copying;
    }

    /** The loss that is added to the score. */
    public double auxiliaryLoss() {
        return auxiliaryLoss;
    }

    /** Where the output layer copies from the source; null: it does not. */
    public @Nullable Copying copying() {
        return copying;
    }

    /**
     * Hands this link to an output layer.
     *
     * @param from the attention node's name
     * @param output the name of the output layer
     * @throws IllegalStateException if that layer is no {@link User}
     */
    public void handOver(ComputationGraph graph, String from, String output) {
        if (!(graph.getLayer(output) instanceof User user)) {
            throw new IllegalStateException("the attention '" + from + "' is linked with '" + output
                    + "', which is no token output of the graph: name the output layer that the attention feeds");
        }
        user.attend(this);
    }

    /** An output layer that an attention node is linked with. */
    public interface User {
        /** Hands the link over, before the layer's own part of each forward pass; null: there is none. */
        void attend(@Nullable AttentionLink link);
    }

    /** Where a target token may come from the source (See, Liu, Manning 2017, section 2.2). */
    public static final class Copying {
        private final INDArray weights;
        private final INDArray generation;
        private final int[] sources;
        private @Nullable INDArray weightGradient;
        private @Nullable INDArray generationGradient;

        /**
         * The attention of one forward pass; all arrays must live until the backward pass.
         *
         * @param weights attention weights {@code [T, B, S]}, 'c' order, 0 at masked source positions
         * @param generation the probability to generate and not to copy, {@code [T * B]}, a step's values after those of the step before
         * @param sources ids of the source tokens in the extended target vocabulary, {@code [S * B]}, time-major as {@link TimeMajor#ids} gives them
         */
        public Copying(INDArray weights, INDArray generation, int[] sources) {
            this.weights = weights;
            this.generation = generation;
            this.sources = sources;
        }

        /** Attention weights {@code [T, B, S]}, 'c' order. */
        public INDArray weights() {
            return weights;
        }

        /** The probability to generate, {@code [T * B]}. */
        public INDArray generation() {
            return generation;
        }

        /** Ids of the source tokens in the extended target vocabulary, {@code [S * B]}; not to be changed. */
        public int[] sources() {
            return sources;
        }

        /** The gradient of the weights {@code [T, B, S]}, 'c' order, 0 until the output layer writes it; outside of workspaces. */
        public INDArray weightGradient() {
            if (weightGradient == null) {
                weightGradient = zeros(weights);
            }
            return weightGradient;
        }

        /** The gradient of the probability to generate, {@code [T * B]}, 0 until the output layer writes it; outside of workspaces. */
        public INDArray generationGradient() {
            if (generationGradient == null) {
                generationGradient = zeros(generation);
            }
            return generationGradient;
        }

        private static INDArray zeros(INDArray like) {
            try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
                return Nd4j.create(like.dataType(), like.shape(), 'c');
            }
        }
    }
}
