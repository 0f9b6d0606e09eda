package org.seq4j.experiments.evaluation;

import org.seq4j.experiments.UserError;

/** A prompt that the model cannot read; the message is a sentence. */
public final class PromptException extends UserError {
    private static final long serialVersionUID = 1L;

    PromptException(String message) {
        super(message);
    }
}
