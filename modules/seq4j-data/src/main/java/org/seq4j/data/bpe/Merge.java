package org.seq4j.data.bpe;

import java.io.Serializable;

/** Two neighbouring tokens that become one. */
public record Merge(String left, String right) implements Serializable {
    /** The token they become. */
    public String result() {
        return left + right;
    }
}
