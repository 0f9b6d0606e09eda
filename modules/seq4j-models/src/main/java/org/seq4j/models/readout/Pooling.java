package org.seq4j.models.readout;

/** How the real steps of a sequence become one vector. */
public enum Pooling {
    /** Their mean. */
    MEAN,
    /** The greatest value of each feature. */
    MAX,
    /** Their sum. */
    SUM,
    /** Their mean with weights that the model finds: {@code a = softmax_t(v . tanh(W h_t + b))} (Yang et al. 2016, equations 5 to 7). */
    ATTENTION
}
