package org.seq4j.models.graph;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.jspecify.annotations.Nullable;
import org.seq4j.models.node.Faults;
import org.seq4j.models.output.ClassOutput;
import org.seq4j.models.output.Projection;
import org.seq4j.models.recurrent.Direction;

/**
 * One class, or any number of them, for a whole sequence of tokens or vectors.
 *
 * <p>The graph has the input {@link EncoderBuilder#SOURCE} (ids {@code [B, T]}, or vectors {@code [B, F, T]}), with characters also {@link EncoderBuilder#CHARACTERS}, masks 1 =
 * real, and the output {@value #OUTPUT} with labels {@code [B, 1]} (class ids) or, multi-label, {@code [B, L]} of 0 and 1. {@code output()} gives probabilities {@code [B, L]}.
 */
public final class SequenceClassifier {
    /** Name of the output layer. */
    public static final String OUTPUT = "output";

    private SequenceClassifier() {}

    /** A builder for sequences of tokens. */
    public static Builder tokens(int vocabulary, int classes) {
        return new Builder(0, vocabulary, classes);
    }

    /** A builder for sequences of vectors. */
    public static Builder vectors(int features, int classes) {
        return new Builder(features, 0, classes);
    }

    /** Builds the configuration of a classifier. */
    public static final class Builder extends EncoderBuilder<Builder> {
        private final int classes;
        private ReadOutType readOut = ReadOutType.LAST;
        private boolean multiLabel;
        private double labelSmoothing;
        private double @Nullable [] classWeights;

        private Builder(int features, int vocabulary, int classes) {
            super(features, vocabulary, Direction.BIDIRECTIONAL_CONCAT);
            this.classes = classes;
        }

        @Override
        Builder self() {
            return this;
        }

        /** How the encoder's outputs become one vector; default {@link ReadOutType#LAST}. */
        public Builder readOut(ReadOutType value) {
            readOut = value;
            return this;
        }

        /** Whether an example may have any number of classes; default off. */
        public Builder multiLabel(boolean value) {
            multiLabel = value;
            return this;
        }

        /** Label smoothing (Szegedy et al. 2016); default 0. */
        public Builder labelSmoothing(double epsilon) {
            labelSmoothing = epsilon;
            return this;
        }

        /** Weights of the classes in the loss, [L]; null: all 1. */
        public Builder classWeights(double @Nullable [] values) {
            classWeights = values == null ? null : values.clone();
            return this;
        }

        @Override
        public ComputationGraphConfiguration build() {
            Faults faults = new Faults();
            check(faults);
            faults.check(this::output);
            faults.throwIfAny("sequence classifier");
            GraphBuilder graph = graph();
            String encoder = encode(graph, readOut == ReadOutType.LAST);
            graph.addVertex(
                    "scores", new Projection(outputSize(), classes, dropout()), readOut(graph, readOut, encoder));
            return graph.addLayer(OUTPUT, output(), "scores").setOutputs(OUTPUT).build();
        }

        private ClassOutput output() {
            ClassOutput output = multiLabel ? ClassOutput.sigmoid(classes) : ClassOutput.softmax(classes);
            return output.withClassWeights(classWeights).withLabelSmoothing(labelSmoothing);
        }
    }
}
