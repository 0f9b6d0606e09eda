package org.seq4j.benchmarks.cases;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Data without meaning, the same for the same seed. */
final class RandomArrays {
    private RandomArrays() {}

    /** Ids from {@code least} to {@code vocabulary - 1}, {@code [B][T]}. */
    static int[][] ids(long seed, int least, int vocabulary, int batch, int time) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] ids = new int[batch][time];
        for (int[] row : ids) {
            Arrays.setAll(row, t -> random.nextInt(least, vocabulary));
        }
        return ids;
    }

    /** Values between 0 and 1, {@code [rows][columns]}. */
    static float[][] rows(long seed, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextDouble();
            }
        }
        return values;
    }

    /** Values between {@code -scale} and {@code scale}, in 'c' order. */
    static INDArray values(long seed, double scale, long... shape) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * (2 * random.nextDouble() - 1));
        }
        return Nd4j.createFromArray(values).reshape('c', shape);
    }
}
