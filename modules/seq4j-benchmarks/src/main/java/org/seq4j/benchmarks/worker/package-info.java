/**
 * One side of a comparison, a process that measures a block of iterations whenever a line on its standard input tells it to, and the other end of that line.
 *
 * <p>May depend on {@code cases}.
 */
@NullMarked
package org.seq4j.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
