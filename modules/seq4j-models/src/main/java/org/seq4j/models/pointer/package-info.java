/**
 * The two nodes of a pointer network that no other model has: the elements that a decoder has chosen, and the scores of those that it may choose next.
 *
 * <p>May depend on {@code node}, {@code kernel} and {@code embedding}. Shape letters: {@code B} batch, {@code S} elements, {@code T} target time, {@code E} size of an element,
 * {@code M} size of the memory, {@code H} size of a query, {@code A} width of the scores. Positions are counted from 1; 0 is the start as an input and the end as
 * an outcome. Masks are {@code [B, S]} and {@code [B, T]} with 1 = real.
 */
@NullMarked
package org.seq4j.models.pointer;

import org.jspecify.annotations.NullMarked;
