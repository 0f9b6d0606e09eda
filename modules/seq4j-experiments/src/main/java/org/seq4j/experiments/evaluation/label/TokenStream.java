package org.seq4j.experiments.evaluation.label;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.seq4j.data.label.SentenceEncoder;
import org.seq4j.models.search.SequenceState;
import org.seq4j.models.search.SequenceStepper;

/**
 * A trained classifier or tagger that reads a sentence a token at a time: a token in, its tag or the label of the sentence so far out, at the cost of one step. Not for several threads.
 */
public final class TokenStream {
    private final SequenceStepper stepper;
    private final SentenceEncoder encoder;
    private SequenceState state;

    /**
     * A stream at the start of a sentence.
     *
     * @param graph the model
     * @param encoder how tokens become ids
     * @throws IllegalArgumentException if the model needs the whole sentence
     */
    public TokenStream(ComputationGraph graph, SentenceEncoder encoder) {
        this.stepper = SequenceStepper.of(graph);
        this.encoder = encoder;
        this.state = stepper.start(1);
    }

    /** A new sentence begins. */
    public void restart() {
        state = stepper.start(1);
    }

    /** The probabilities of the tags of one more token, or of the labels of the sentence so far: [L]. */
    public float[] read(String token) {
        SequenceStepper.Next next =
                stepper.step(state, encoder.encode(List.of(token)).words());
        state = next.state();
        return next.output();
    }
}
