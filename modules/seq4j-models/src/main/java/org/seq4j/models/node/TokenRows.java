package org.seq4j.models.node;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A node whose output is rows of a table, and whose backward pass only sums the gradients that come back by row. A node that it alone feeds may use both: project
 * the table in place of the output, and hand the sum of a row's gradients back at any one of the places where the row occurs.
 */
public interface TokenRows {
    /** The table {@code [V, E]}. */
    INDArray table();

    /** Which rows the last forward pass took, {@code [T * B]}, a step's after those of the step before; -1: zeros in place of a row. Not to be changed; null: there is no pass to go back over. */
    int @Nullable [] rows();
}
