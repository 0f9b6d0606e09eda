package org.seq4j.models.search;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sources padded to one length.
 *
 * @param elements ids {@code [N, S]}, or vectors {@code [N, F, S]}
 * @param sizes how many elements each has, [N]
 * @param mask row-major {@code [N, S]}, 1 = real
 */
@SuppressWarnings("ArrayRecordComponent") // made once, compared never
record PaddedSources(INDArray elements, int[] sizes, float[] mask) {
    /** N. */
    int count() {
        return sizes.length;
    }

    /** S. */
    int time() {
        return mask.length / sizes.length;
    }
}
