/**
 * What the trainable nodes of this library share: the base of a parametrised graph vertex, the time-major memory layout, masks and dropout.
 *
 * <p>May depend on Deeplearning4j and ND4J. Shape letters: {@code B} batch, {@code F} features, {@code T} time. Activations are {@code [B, F, T]}; masks are
 * {@code [B, T]} with 1 = real.
 */
@NullMarked
package org.seq4j.models.node;

import org.jspecify.annotations.NullMarked;
