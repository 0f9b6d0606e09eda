package org.seq4j.models.kernel;

/**
 * What one training forward pass left behind for its backward pass. It lies outside every ND4J workspace and is valid
 * until the next training forward pass of the kernel that made it.
 */
public interface Tape {
    /** The tape of a forward pass that is no training: there is no way back. */
    Tape EMPTY = new Tape() {};
}
