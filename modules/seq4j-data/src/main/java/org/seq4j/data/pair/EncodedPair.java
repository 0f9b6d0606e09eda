package org.seq4j.data.pair;

import org.jspecify.annotations.Nullable;

/**
 * The ids of a pair, without {@code <s>} and {@code </s>}. The arrays belong to the pair and must not be changed.
 *
 * @param source S ids of the source vocabulary
 * @param target T ids of the target vocabulary; with copying also extended ids of {@link CopyIds}
 * @param copySource with copying S ids of {@link CopyIds}, else null
 */
public record EncodedPair(int[] source, int[] target, int @Nullable [] copySource) {}
