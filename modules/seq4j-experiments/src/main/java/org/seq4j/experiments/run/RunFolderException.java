package org.seq4j.experiments.run;

import org.seq4j.experiments.UserError;

/** A run folder that cannot be used as asked: a sentence that says what was expected, what was found and what to do. */
public final class RunFolderException extends UserError {
    private static final long serialVersionUID = 1L;

    /**
     * @param message the sentence
     */
    public RunFolderException(String message) {
        super(message);
    }

    /**
     * @param message the sentence
     * @param cause what went wrong underneath
     */
    public RunFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
