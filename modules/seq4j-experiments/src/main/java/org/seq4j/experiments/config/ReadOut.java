package org.seq4j.experiments.config;

/** How an encoder's outputs become one vector. */
public enum ReadOut {
    /** The last state, of both directions where there are two. */
    LAST,
    /** The mean over time. */
    MEAN,
    /** The greatest value of each feature. */
    MAX,
    /** The sum over time. */
    SUM,
    /** A weighted mean whose weights are learnt. */
    ATTENTION
}
