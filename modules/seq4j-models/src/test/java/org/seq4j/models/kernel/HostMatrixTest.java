package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class HostMatrixTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "7, 33", "4, 2048", "6, 4100"})
    void itAddsTheProductOfEveryRowAndTouchesNothingElse(int depth, int columns) {
        Random random = new Random(4);
        float[] values = gaussians(random, depth * columns);
        float[] a = gaussians(random, 3 * (depth + 2));
        float[] before = gaussians(random, 10 + 3 * (columns + 5));
        float[] out = before.clone();
        HostMatrix matrix = new HostMatrix(depth, columns, values);
        matrix.multiplyAdd(3, a, depth + 2, out, 10, columns + 5);
        double[] expected = new double[before.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = before[i];
        }
        for (int row = 0; row < 3; row++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < depth; k++) {
                    expected[10 + row * (columns + 5) + j] +=
                            (double) a[row * (depth + 2) + k] * values[k * columns + j];
                }
            }
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) out[i]).as("value %s", i).isCloseTo(expected[i], within(1e-5));
        }
        float[] alone = Arrays.copyOfRange(before, 10, 10 + columns);
        matrix.multiplyAdd(1, a, depth, alone, 0, columns);
        assertThat(Arrays.copyOfRange(out, 10, 10 + columns)).isEqualTo(alone);
    }

    /** The panels of a large matrix go to several threads: at their borders, for each number of rows, with one thread and with three. */
    @ParameterizedTest
    @CsvSource({
        "300, 511",
        "256, 512",
        "257, 513",
        "180, 767",
        "131, 1023",
        "130, 1025",
        "65, 2047",
        "67, 2049",
        "33, 4095",
        "32, 4096",
        "34, 4097",
        "17, 8000"
    })
    void panelsGiveWhatAPlainProductGives(int depth, int columns) {
        Random random = new Random(6);
        float[] values = gaussians(random, depth * columns);
        HostMatrix matrix = new HostMatrix(depth, columns, values);
        for (int rows = 1; rows <= 3; rows++) {
            float[] a = gaussians(random, rows * depth);
            float[] before = gaussians(random, rows * columns);
            float[] expected = new float[rows * columns];
            for (int i = 0; i < expected.length; i++) {
                double sum = before[i];
                for (int k = 0; k < depth; k++) {
                    sum += (double) a[i / columns * depth + k] * values[k * columns + i % columns];
                }
                expected[i] = (float) sum;
            }
            float[] alone = before.clone();
            matrix.multiplyAdd(rows, a, depth, alone, 0, columns);
            assertThat(alone).containsExactly(expected, within(1e-4f));
            try (OperationThreads threads = new OperationThreads(3)) {
                float[] shared = before.clone();
                matrix.multiplyAdd(rows, a, depth, shared, 0, columns);
                assertThat(shared).isEqualTo(alone);
            }
        }
    }

    /** Few rows take Java's loops, many oneDNN's product: of rows in the middle of an array of ND4J's. */
    @ParameterizedTest
    @CsvSource({"1, 5, 33", "3, 128, 256", "40, 128, 256", "4, 8, 9"})
    void itMultipliesRowsOfAnArray(int rows, int depth, int columns) {
        Random random = new Random(7);
        float[] values = gaussians(random, depth * columns);
        float[] all = gaussians(random, (rows + 5) * depth);
        float[] some = Arrays.copyOfRange(all, 3 * depth, (3 + rows) * depth);
        HostMatrix matrix = new HostMatrix(depth, columns, values);
        float[] expected = new float[rows * columns];
        matrix.multiplyAdd(rows, some, depth, expected, 0, columns);
        float[] out = new float[rows * columns];
        Arrays.fill(out, 7);
        matrix.multiply(Nd4j.createFromArray(all).reshape('c', rows + 5, depth), 3, rows, out);
        assertThat(out).containsExactly(expected, within(1e-5f));
    }

    /** Many rows are another kernel's: of any stride, in any number, and of other threads at the same time. */
    @ParameterizedTest
    @CsvSource({"4, 64, 200, 0", "7, 65, 129, 3", "33, 40, 2100, 0", "160, 128, 64, 1"})
    void manyRowsGiveWhatEachGivesAlone(int rows, int depth, int columns, int gap) {
        Random random = new Random(5);
        HostMatrix matrix = new HostMatrix(depth, columns, gaussians(random, depth * columns));
        assertThat(matrix.nativePays(rows)).isEqualTo(Kernels.oneDnnServes(DataType.FLOAT));
        float[] a = gaussians(random, rows * (depth + gap));
        float[] before = gaussians(random, 3 + rows * (columns + gap));
        float[] expected = before.clone();
        for (int row = 0; row < rows; row++) {
            float[] x = Arrays.copyOfRange(a, row * (depth + gap), row * (depth + gap) + depth);
            matrix.multiplyAdd(1, x, depth, expected, 3 + row * (columns + gap), columns);
        }
        IntStream.range(0, 4).parallel().forEach(thread -> {
            float[] out = before.clone();
            matrix.multiplyAdd(rows, a, depth + gap, out, 3, columns + gap);
            assertThat(out).containsExactly(expected, within(1e-4f));
        });
    }

    @Test
    void itIsACopy() {
        float[] values = {1, 2};
        HostMatrix matrix = new HostMatrix(1, 2, values);
        values[0] = 100;
        float[] out = new float[2];
        matrix.multiplyAdd(1, new float[] {3}, 1, out, 0, 2);
        assertThat(out).containsExactly(3, 6);
    }

    @Test
    void aWrongNumberOfValuesEndsInASentence() {
        assertThatThrownBy(() -> new HostMatrix(2, 3, new float[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs 6 values, but there are 5");
    }

    private static float[] gaussians(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
