/**
 * Attention of a decoder over the outputs of an encoder: scores, masked softmax, coverage, the attentional vector, the graph nodes that hold them, and the step
 * for decoding.
 *
 * <p>May depend on {@code kernel}, {@code recurrent} and {@code node}. Shape letters: {@code B} batch, {@code S} source time, {@code T} target time, {@code N}
 * rows (of any number of steps and examples), {@code H} size of the decoder's state, which is the query, {@code M} size of the memory, which is the encoder's
 * output, {@code A} attention size, {@code K} key size (A of additive scores, else M), {@code E} embedding size, {@code O} size of the attentional vector, {@code Z} = O,
 * or 2O before a maxout. Activations are {@code [B, F, T]}; masks are {@code [B, T]} and {@code [B, S]} with 1 = real.
 */
@NullMarked
package org.seq4j.models.attention;

import org.jspecify.annotations.NullMarked;
