/**
 * The front door: builders that return a plain {@code ComputationGraphConfiguration}.
 *
 * <p>May depend on every other package of this module. Shape letters: {@code B} batch, {@code T} time, {@code V} vocabulary. Ids are {@code [B, T]}; masks
 * {@code [B, T]} with 1 = real.
 */
@NullMarked
package org.seq4j.models.graph;

import org.jspecify.annotations.NullMarked;
