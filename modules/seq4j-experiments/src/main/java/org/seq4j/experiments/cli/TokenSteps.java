package org.seq4j.experiments.cli;

import java.util.List;
import java.util.Objects;
import org.seq4j.data.text.Place;
import org.seq4j.experiments.evaluation.label.SentenceLabeler;
import org.seq4j.experiments.evaluation.label.TokenStream;
import org.seq4j.experiments.training.TrainedLabeler;

/** A token on each line: its tag, or the label of the sentence so far. */
final class TokenSteps implements StepLoop.Steps {
    private final TrainedLabeler opened;
    private final TokenStream stream;
    private final LabelFormat format;

    /**
     * @param opened the model
     * @param json whether a token gives one JSON object
     * @param scores whether the probability stands before a tag or label
     */
    TokenSteps(TrainedLabeler opened, boolean json, boolean scores) {
        this.opened = opened;
        this.stream = opened.stream();
        SentenceLabeler labeler = opened.labeler();
        this.format = new LabelFormat(
                Objects.requireNonNull(
                        opened.isTagger()
                                ? labeler.encoder().tags()
                                : labeler.encoder().labels()),
                opened.multiLabel(),
                opened.labelSeparator(),
                json,
                scores);
    }

    @Override
    public void restart() {
        stream.restart();
    }

    @Override
    public String read(String line, Place place) {
        List<String> tokens = opened.tokens(line, place);
        if (tokens.size() != 1) {
            throw place.fault("the line has " + tokens.size()
                    + " tokens, but with --stream each line is one; write a token a line");
        }
        return format.line(tokens.get(0), stream.read(tokens.get(0)));
    }
}
