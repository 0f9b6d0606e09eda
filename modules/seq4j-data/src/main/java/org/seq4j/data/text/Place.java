package org.seq4j.data.text;

import java.io.Serializable;
import org.seq4j.data.DataException;

/**
 * A line of a file, for messages.
 *
 * @param file the file's name as messages give it
 * @param line from 1
 */
public record Place(String file, long line) implements Serializable {
    /** What is wrong here, as an exception whose sentence starts with file and line. */
    public DataException fault(String what) {
        return new DataException(this + ": " + what + ".");
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
