/**
 * Output layers: scores, losses and their gradients.
 *
 * <p>May depend on {@code kernel} and {@code node}. Shape letters: {@code B} batch, {@code T} time, {@code H} features in, {@code V} vocabulary, {@code N} real tokens of a batch.
 * Activations are {@code [B, F, T]}; labels {@code [B, T]} integer ids; masks {@code [B, T]} with 1 = counts.
 */
@NullMarked
package org.seq4j.models.output;

import org.jspecify.annotations.NullMarked;
