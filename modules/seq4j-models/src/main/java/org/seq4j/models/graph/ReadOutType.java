package org.seq4j.models.graph;

import org.jspecify.annotations.Nullable;
import org.seq4j.models.readout.Pooling;

/** How an encoder's outputs become one vector. */
public enum ReadOutType {
    /** The final state, of both directions where there are two. */
    LAST(null),
    /** The mean over time. */
    MEAN(Pooling.MEAN),
    /** The greatest value of each feature. */
    MAX(Pooling.MAX),
    /** The sum over time. */
    SUM(Pooling.SUM),
    /** A mean with weights that the model finds (Yang et al. 2016). */
    ATTENTION(Pooling.ATTENTION);

    private final @Nullable Pooling pooling;

    ReadOutType(@Nullable Pooling pooling) {
        this.pooling = pooling;
    }

    @Nullable
    Pooling pooling() {
        return pooling;
    }
}
