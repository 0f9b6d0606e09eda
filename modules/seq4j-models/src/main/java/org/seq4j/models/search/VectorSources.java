package org.seq4j.models.search;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sources whose elements are vectors, padded to one length.
 *
 * @param elements {@code [N, F, S]}
 * @param mask {@code [N, S]}, 1 = real
 */
@SuppressWarnings("ArrayRecordComponent") // made once, compared never
record VectorSources(INDArray elements, float[][] mask) {
    /**
     * How many elements each source has.
     *
     * @param sources for each of N sources its elements one after the other, [n * F]
     * @param features F
     * @throws IllegalArgumentException if there are no sources, or a length is no multiple of F
     */
    static int[] sizes(float[][] sources, int features) {
        if (sources.length == 0) {
            throw new IllegalArgumentException("Expected at least one source, found none.");
        }
        int[] sizes = new int[sources.length];
        for (int n = 0; n < sizes.length; n++) {
            if (sources[n].length % features != 0) {
                throw new IllegalArgumentException("Expected elements of " + features + " features, found "
                        + sources[n].length + " numbers in source " + n + ", counted from 0.");
            }
            sizes[n] = sources[n].length / features;
        }
        return sizes;
    }

    /**
     * @param sources their elements one after the other, [n * F] each
     * @param features F
     * @param time S, at least 1
     */
    static VectorSources of(float[][] sources, int features, int time) {
        int[] sizes = sizes(sources, features);
        float[] flat = new float[time * sizes.length * features];
        float[][] mask = new float[sizes.length][time];
        for (int n = 0; n < sizes.length; n++) {
            Arrays.fill(mask[n], 0, sizes[n], 1f);
            for (int s = 0; s < sizes[n]; s++) {
                System.arraycopy(sources[n], s * features, flat, (s * sizes.length + n) * features, features);
            }
        }
        INDArray timeMajor = Nd4j.createFromArray(flat).reshape('c', time, sizes.length, features);
        return new VectorSources(timeMajor.permute(1, 2, 0), mask);
    }
}
