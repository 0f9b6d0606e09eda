package org.seq4j.benchmarks.cases;

import org.jspecify.annotations.Nullable;

/**
 * What a case has to reach.
 *
 * @param must the least that will do
 * @param stretch what is hoped for; null: no more
 */
public record Target(double must, @Nullable Double stretch) {}
