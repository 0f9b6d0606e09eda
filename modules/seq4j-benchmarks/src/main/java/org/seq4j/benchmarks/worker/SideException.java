package org.seq4j.benchmarks.worker;

import org.jspecify.annotations.Nullable;

/** A side did not do its part; the message is a sentence. */
public final class SideException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SideException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
