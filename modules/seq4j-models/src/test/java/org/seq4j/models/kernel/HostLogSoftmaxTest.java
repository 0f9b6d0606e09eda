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

class HostLogSoftmaxTest {
    @ParameterizedTest
    @CsvSource({
        "3, 1, 2",
        "3, 3, 7",
        "3, 8, 65",
        "3, 6, 2048",
        "2, 300, 4099",
        "4, 20, 2048",
        "37, 128, 65",
        "16, 9, 4099"
    })
    void itIsTheLogSoftmaxOfAnAffineMap(int rows, int depth, int columns) {
        Random random = new Random(1);
        float[] weights = gaussians(random, depth * columns, 2 / Math.sqrt(depth));
        float[] bias = gaussians(random, columns, 1);
        float[] x = gaussians(random, rows * depth, 1);
        HostLogSoftmax output = new HostLogSoftmax(new HostMatrix(depth, columns, weights), bias);
        float[] found = output.apply(rows, x);
        assertThat(found).hasSize(rows * columns);
        for (int b = 0; b < rows; b++) {
            double[] expected = new double[columns];
            for (int v = 0; v < columns; v++) {
                expected[v] = bias[v];
                for (int i = 0; i < depth; i++) {
                    expected[v] += (double) x[b * depth + i] * weights[i * columns + v];
                }
            }
            double normaliser = Math.log(Arrays.stream(expected).map(Math::exp).sum());
            for (int v = 0; v < columns; v++) {
                assertThat((double) found[b * columns + v]).isCloseTo(expected[v] - normaliser, within(1e-5));
                assertThat(found[b * columns + v]).isNotPositive();
            }
        }
        IntStream.range(0, 4)
                .parallel()
                .forEach(thread -> assertThat(output.apply(rows, x)).isEqualTo(found));
        if (rows < 4) {
            try (OperationThreads threads = new OperationThreads(2)) {
                assertThat(output.apply(rows, x)).isEqualTo(found);
            }
        }
    }

    @Test
    void anExtremeScoreGivesNoNonsense() {
        for (int rows : new int[] {1, 8}) {
            float[] weights = new float[64 * 256];
            weights[5] = 1000; // of the first input alone
            float[] x = new float[rows * 64];
            Arrays.fill(x, 1);
            float[] found = new HostLogSoftmax(new HostMatrix(64, 256, weights), new float[256]).apply(rows, x);
            assertThat(found[5]).isEqualTo(0);
            assertThat(found[0]).isEqualTo(-1000);
        }
    }

    /** Even where all tokens of a panel are, and none of the others is hurt. */
    @Test
    void excludedTokensHaveNoProbability() {
        int size = 4100;
        float[] bias = new float[size];
        Arrays.fill(bias, 1, size, Float.NEGATIVE_INFINITY);
        bias[size - 1] = 3;
        float[] found =
                new HostLogSoftmax(new HostMatrix(64, size, new float[64 * size]), bias).apply(1, new float[64]);
        double normaliser = Math.log(1 + Math.exp(3));
        assertThat((double) found[0]).isCloseTo(-normaliser, within(1e-6));
        assertThat((double) found[size - 1]).isCloseTo(3 - normaliser, within(1e-6));
        assertThat(Arrays.copyOfRange(found, 1, size - 1)).containsOnly(Float.NEGATIVE_INFINITY);
    }

    @Test
    void aBiasOfAnotherLengthIsNamed() {
        assertThatThrownBy(() -> new HostLogSoftmax(new HostMatrix(2, 3, new float[6]), new float[2]))
                .hasMessageContaining("3 columns")
                .hasMessageContaining("there are 2");
    }

    private static float[] gaussians(Random random, int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}
