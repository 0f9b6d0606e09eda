/**
 * The command line of the measurements: {@link org.seq4j.benchmarks.Main}.
 *
 * <p>May depend on every other package of the benchmarks.
 */
@NullMarked
package org.seq4j.benchmarks;

import org.jspecify.annotations.NullMarked;
