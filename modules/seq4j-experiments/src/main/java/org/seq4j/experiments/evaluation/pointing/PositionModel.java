package org.seq4j.experiments.evaluation.pointing;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.models.search.PointerDecoder;
import org.seq4j.models.search.Seq2SeqDecoder;
import org.seq4j.models.search.StepDecoder;

/** A trained model whose outputs are positions: 1 .. n, and 0 for the end and to begin with. */
public interface PositionModel {
    /** Numbers of an element. */
    int features();

    /** The most elements of a source; 0: any number. */
    int mostElements();

    /**
     * Steps from sources.
     *
     * @param vectors for each of N sources its elements one after the other, [n * F]
     */
    StepDecoder<?> decoder(float[][] vectors);

    /** A pointer network. */
    static PositionModel pointing(ComputationGraph graph) {
        return new Pointer(PointerDecoder.of(graph));
    }

    /**
     * A sequence-to-sequence model with a fixed number of positions.
     *
     * @param features numbers of an element
     */
    static PositionModel fixed(ComputationGraph graph, int features) {
        return new Fixed(Seq2SeqDecoder.of(graph), features);
    }

    /** Points. */
    record Pointer(PointerDecoder model) implements PositionModel {
        @Override
        public int features() {
            return model.elementSize();
        }

        @Override
        public int mostElements() {
            return 0;
        }

        @Override
        public StepDecoder<?> decoder(float[][] vectors) {
            return model.decoder(model.encode(vectors));
        }
    }

    /** Has a vocabulary of positions. */
    record Fixed(Seq2SeqDecoder model, int features) implements PositionModel {
        @Override
        public int mostElements() {
            return model.vocabularySize() - 1;
        }

        @Override
        public StepDecoder<?> decoder(float[][] vectors) {
            return model.decoder(model.encode(vectors, features));
        }
    }
}
