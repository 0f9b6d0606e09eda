package org.seq4j.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
