package org.seq4j.experiments.evaluation.picture;

import org.seq4j.experiments.UserError;

/** A picture that cannot be drawn or written here; the message is a sentence. */
public final class PictureException extends UserError {
    private static final long serialVersionUID = 1L;

    PictureException(String sentence) {
        super(sentence);
    }

    PictureException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
