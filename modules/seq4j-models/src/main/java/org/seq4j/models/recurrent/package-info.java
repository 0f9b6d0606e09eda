/**
 * Recurrent graph nodes on the kernels: cells, directions, masks, dropout, residual connections, initial, carried and final states.
 *
 * <p>May depend on {@code kernel} and {@code node}. Shape letters: {@code B} batch, {@code I} input size, {@code H} hidden size, {@code D} directions,
 * {@code T} time. Activations are {@code [B, F, T]}; masks are {@code [B, T]} with 1 = real.
 */
@NullMarked
package org.seq4j.models.recurrent;

import org.jspecify.annotations.NullMarked;
