package org.seq4j.experiments.evaluation;

/** A prompt that the model cannot read; the message is a sentence. */
public final class PromptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PromptException(String message) {
        super(message);
    }
}
