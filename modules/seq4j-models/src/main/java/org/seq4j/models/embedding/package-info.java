/**
 * Token embeddings: integer ids in, vectors out.
 *
 * <p>May depend on {@code kernel} and {@code node}. Shape letters: {@code B} batch, {@code T} time, {@code C} characters of a word, {@code E} embedding size, {@code F} filters,
 * {@code V} vocabulary. Ids are {@code [B, T]}; activations {@code [B, E, T]}; masks {@code [B, T]} with 1 = real.
 */
@NullMarked
package org.seq4j.models.embedding;

import org.jspecify.annotations.NullMarked;
