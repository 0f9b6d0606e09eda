package org.seq4j.models.archive;

import org.jspecify.annotations.Nullable;

/** A model file cannot be read or written. The message is one sentence: the file, what was expected, what was found and what to do. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArchiveException(String message) {
        super(message);
    }

    public ArchiveException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
