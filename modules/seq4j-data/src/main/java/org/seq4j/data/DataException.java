package org.seq4j.data;

import org.jspecify.annotations.Nullable;

/**
 * Something is wrong with the data a user gave: a missing file, malformed UTF-8, a bad vocabulary, a failed check sum.
 * The message is a whole sentence that says where (file and line, where there is one), what was expected, what was
 * found, and what to do.
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String sentence) {
        super(sentence);
    }

    public DataException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
