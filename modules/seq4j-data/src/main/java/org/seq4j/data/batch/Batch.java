package org.seq4j.data.batch;

import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * One batch.
 *
 * @param data features {@code [B, T]} INT32, labels {@code [B, T]} INT32, feature and label masks {@code [B, T]} FLOAT
 *     (1 = real)
 * @param tokens number of unmasked targets, at least 1
 * @param sequences B: lines, pairs, or parallel streams
 * @param startsStream whether carried recurrent state must be reset before this batch
 */
public record Batch(MultiDataSet data, long tokens, int sequences, boolean startsStream) {}
