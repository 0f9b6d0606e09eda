package org.seq4j.benchmarks.worker;

/**
 * How long measurements take.
 *
 * @param warmUpSeconds what a side runs before it is ready, 3 iterations at least
 * @param blockSeconds what a block takes, one iteration at least
 */
public record Effort(double warmUpSeconds, double blockSeconds) {}
