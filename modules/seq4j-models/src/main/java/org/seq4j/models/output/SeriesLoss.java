package org.seq4j.models.output;

/** What a series is compared by. */
public enum SeriesLoss {
    /** Mean over steps and values of the squared difference. */
    MSE,
    /** Mean over steps and values of the absolute difference. */
    MAE,
    /** Independent bits: the binary cross-entropy, summed over values, mean over steps, in nats. Targets are 0 and 1; outputs are probabilities. */
    BERNOULLI
}
