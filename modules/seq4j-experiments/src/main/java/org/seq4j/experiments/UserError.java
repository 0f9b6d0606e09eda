package org.seq4j.experiments;

/** A mistake of the user's: the message is a sentence that says what was expected, what was found and what to do. */
public class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Reports the given sentence. */
    public UserError(String sentence) {
        super(sentence);
    }

    /** Reports the given sentence about a failure below, such as a file that cannot be read. */
    public UserError(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
