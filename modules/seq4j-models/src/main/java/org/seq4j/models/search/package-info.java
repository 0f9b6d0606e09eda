/**
 * Generation: the stepped decoder contract, sampling, and language models and sequence-to-sequence models as decoders.
 *
 * <p>A {@link org.seq4j.models.search.StepDecoder} turns an explicit, immutable state and one token for each hypothesis into
 * log-probabilities and the next state; searches know nothing else of a model. Arithmetic is float on the host, and a decoder is a
 * snapshot: training the graph on does not change it.
 *
 * <p>Shape letters: {@code B} hypotheses, {@code V} vocabulary, {@code E} embedding, {@code S} source time, {@code M} memory size, {@code H} hidden, {@code G} gates. Matrices are
 * row-major {@code float[]}. May depend on the kernels, the layers and DL4J's graphs.
 */
@NullMarked
package org.seq4j.models.search;

import org.jspecify.annotations.NullMarked;
