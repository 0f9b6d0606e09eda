package org.seq4j.models.search;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sources of any sizes for an encoder, which may read some at a time: each is padded to the length of the longest of all. */
final class Sources {
    private final int[] sizes; // [N]
    private final int time; // S, at least 1
    private final Elements elements;

    /** Makes an encoder's input of the sources {@code from..to-1}, padded to S. */
    @FunctionalInterface
    private interface Elements {
        INDArray of(int from, int to, int time);
    }

    private Sources(int[] sizes, Elements elements) {
        if (sizes.length == 0) {
            throw new IllegalArgumentException("Expected at least one source, found none.");
        }
        this.sizes = sizes;
        this.elements = elements;
        time = Math.max(1, Arrays.stream(sizes).max().orElse(1));
    }

    /**
     * Sources whose elements are tokens.
     *
     * @param ids [N] of any lengths
     * @throws IllegalArgumentException if there are no sources
     */
    static Sources ofTokens(int[][] ids) {
        return new Sources(
                lengths(ids),
                (from, to, time) -> Nd4j.createFromArray(Arrays.stream(ids, from, to)
                        .map(source -> Arrays.copyOf(source, time))
                        .toArray(int[][]::new)));
    }

    /** The length of each row. */
    static int[] lengths(int[][] rows) {
        return Arrays.stream(rows).mapToInt(row -> row.length).toArray();
    }

    /**
     * Sources whose elements are vectors.
     *
     * @param vectors for each of N sources its elements one after the other, [n * F]
     * @param features F
     * @throws IllegalArgumentException if there are no sources, or a length is no multiple of F
     */
    static Sources ofVectors(float[][] vectors, int features) {
        int[] sizes = new int[vectors.length];
        for (int n = 0; n < sizes.length; n++) {
            if (vectors[n].length % features != 0) {
                throw new IllegalArgumentException("Expected elements of " + features + " features, found "
                        + vectors[n].length + " numbers in source " + n + ", counted from 0.");
            }
            sizes[n] = vectors[n].length / features;
        }
        return new Sources(sizes, (from, to, time) -> array(Arrays.copyOfRange(vectors, from, to), features, time));
    }

    private static INDArray array(float[][] vectors, int features, int time) {
        int count = vectors.length;
        float[] flat = new float[time * count * features]; // [S, N, F]
        for (int n = 0; n < count; n++) {
            for (int s = 0; s < vectors[n].length / features; s++) {
                System.arraycopy(vectors[n], s * features, flat, (s * count + n) * features, features);
            }
        }
        INDArray timeMajor = Nd4j.createFromArray(flat).reshape('c', time, count, features);
        return timeMajor.permute(1, 2, 0); // [N, F, S]
    }

    /** N. */
    int count() {
        return sizes.length;
    }

    /** S. */
    int time() {
        return time;
    }

    /** How many elements each has, [N]. */
    int[] sizes() {
        return sizes;
    }

    /** The sources {@code from..to-1}, padded to S. */
    PaddedSources padded(int from, int to) {
        float[] mask = new float[(to - from) * time];
        for (int n = from; n < to; n++) {
            int first = (n - from) * time;
            Arrays.fill(mask, first, first + sizes[n], 1f);
        }
        return new PaddedSources(elements.of(from, to, time), Arrays.copyOfRange(sizes, from, to), mask);
    }
}
