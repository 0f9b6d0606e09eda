/**
 * From the final state of an encoder to the initial state of a decoder.
 *
 * <p>May depend on {@code kernel} and {@code node}. Shape letters: {@code B} batch, {@code I} size of the encoder's state, {@code H} size of the decoder's state.
 */
@NullMarked
package org.seq4j.models.bridge;

import org.jspecify.annotations.NullMarked;
