/**
 * What is measured: each {@link org.seq4j.benchmarks.cases.Case} has a name, its sizes, a setup and one iteration. Shape letters: {@code B} batch, {@code F}
 * features, {@code T} time, {@code V} vocabulary, {@code H} hidden.
 *
 * <p>May depend on seq4j's modules, and on nothing of how measurements are taken or shown.
 */
@NullMarked
package org.seq4j.benchmarks.cases;

import org.jspecify.annotations.NullMarked;
