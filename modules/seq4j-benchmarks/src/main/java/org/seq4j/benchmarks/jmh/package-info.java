/**
 * Microbenchmarks of kernels and layers, run by JMH: {@code modules/seq4j-benchmarks/compare jmh}.
 *
 * <p>May depend on {@code cases}. JMH makes subclasses of the states here, so classes, fields and methods are public.
 */
@NullMarked
package org.seq4j.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
