package org.seq4j.models.graph;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.seq4j.models.node.Faults;
import org.seq4j.models.output.Projection;
import org.seq4j.models.output.SeriesLoss;
import org.seq4j.models.output.SeriesOutput;
import org.seq4j.models.recurrent.Direction;

/**
 * Numbers from sequences of tokens or vectors: at each step, or one vector for the whole sequence. K values that are the next H steps of a series make a direct forecast; values of
 * the next step alone, fed back, an autoregressive one.
 *
 * <p>The graph has the input {@link EncoderBuilder#SOURCE}, masks 1 = real, and the output {@value #OUTPUT} with labels {@code [B, K, T]}, or {@code [B, K]} with a read-out.
 */
public final class SequenceRegressor {
    /** Name of the output layer. */
    public static final String OUTPUT = "output";

    private SequenceRegressor() {}

    /** A builder for sequences of vectors, with K values as output. */
    public static Builder vectors(int features, int outputs) {
        return new Builder(features, 0, outputs);
    }

    /** A builder for sequences of tokens. */
    public static Builder tokens(int vocabulary, int outputs) {
        return new Builder(0, vocabulary, outputs);
    }

    /** Builds the configuration of a regressor. */
    public static final class Builder extends EncoderBuilder<Builder> {
        private final int outputs;
        private boolean perStep = true;
        private ReadOutType readOut = ReadOutType.LAST;
        private SeriesLoss loss = SeriesLoss.MSE;

        private Builder(int features, int vocabulary, int outputs) {
            super(features, vocabulary, Direction.FORWARD);
            this.outputs = outputs;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Whether there is an output at each step; default on. */
        public Builder perStep(boolean value) {
            perStep = value;
            return this;
        }

        /** What an output for the whole sequence reads; default {@link ReadOutType#LAST}. */
        public Builder readOut(ReadOutType value) {
            readOut = value;
            return this;
        }

        /** The loss; default {@link SeriesLoss#MSE}. */
        public Builder loss(SeriesLoss value) {
            loss = value;
            return this;
        }

        @Override
        public ComputationGraphConfiguration build() {
            Faults faults = new Faults();
            check(faults);
            if (outputs < 1) {
                faults.add("there is at least 1 output, found " + outputs);
            }
            faults.throwIfAny("sequence regressor");
            GraphBuilder graph = graph();
            String encoder = encode(graph, !perStep && readOut == ReadOutType.LAST);
            String read = perStep ? encoder : readOut(graph, readOut, encoder);
            graph.addVertex("scores", new Projection(outputSize(), outputs, dropout()), read);
            return graph.addLayer(OUTPUT, new SeriesOutput(loss, outputs), "scores")
                    .setOutputs(OUTPUT)
                    .build();
        }
    }
}
