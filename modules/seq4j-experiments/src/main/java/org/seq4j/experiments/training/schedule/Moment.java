package org.seq4j.experiments.training.schedule;

/**
 * Where in the training an update stands.
 *
 * @param update number of the update, counted from 1
 * @param epoch the epoch it belongs to, counted from 0
 * @param fraction how much of the whole training ({@code max_duration}) is done before it, 0 to 1
 */
public record Moment(long update, long epoch, double fraction) {}
