/**
 * What a comparison found, as its file holds it.
 *
 * <p>May depend on {@code cases} and {@code worker}.
 */
@NullMarked
package org.seq4j.benchmarks.result;

import org.jspecify.annotations.NullMarked;
