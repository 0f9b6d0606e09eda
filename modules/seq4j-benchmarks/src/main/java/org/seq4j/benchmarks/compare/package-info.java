/**
 * Runs cases: each side in a process of its own, blocks by turns.
 *
 * <p>May depend on {@code cases}, {@code worker} and {@code result}.
 */
@NullMarked
package org.seq4j.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
