package org.seq4j.backend;

import org.jspecify.annotations.Nullable;

/**
 * The process cannot run on the backend that is asked for; the message says what was expected, what was found, and what to
 * do.
 */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable StartOptions remedy;

    BackendException(String sentence) {
        this(sentence, null);
    }

    BackendException(String sentence, @Nullable StartOptions remedy) {
        super(sentence);
        this.remedy = remedy;
    }

    /** How a process must be started so that it fits; null where no way of starting helps. */
    public @Nullable StartOptions remedy() {
        return remedy;
    }
}
