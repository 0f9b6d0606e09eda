package org.seq4j.backend;

/** The class path does not hold the one backend that is asked for; the message says what was found and what to do. */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackendException(String sentence) {
        super(sentence);
    }
}
