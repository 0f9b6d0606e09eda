/**
 * Token embeddings: integer ids in, vectors out.
 *
 * <p>May depend on {@code node}. Shape letters: {@code B} batch, {@code T} time, {@code E} embedding size, {@code V} vocabulary. Ids are {@code [B, T]};
 * activations {@code [B, E, T]}; masks {@code [B, T]} with 1 = real.
 */
@NullMarked
package org.seq4j.models.embedding;

import org.jspecify.annotations.NullMarked;
