package org.seq4j.models.search;

/**
 * Outcome of one step.
 *
 * @param logProbabilities [B, V] row-major, natural logarithm, each row sums to 1 after exp; the receiver may keep but not change it
 * @param state the next state
 * @param <S> type of the state
 */
@SuppressWarnings("ArrayRecordComponent") // read by the million, compared never
public record Step<S>(float[] logProbabilities, S state) {}
