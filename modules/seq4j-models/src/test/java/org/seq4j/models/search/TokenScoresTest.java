package org.seq4j.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seq4j.models.kernel.HostMatrix;

class TokenScoresTest {
    @ParameterizedTest
    @CsvSource({"1, 2", "3, 7", "8, 65", "6, 2048", "5, 4099"})
    void itIsTheLogSoftmaxOfAnAffineMap(int inputSize, int vocabularySize) {
        Random random = new Random(1);
        float[] weights = gaussians(random, inputSize * vocabularySize);
        float[] bias = gaussians(random, vocabularySize);
        float[] x = gaussians(random, 3 * inputSize);
        TokenScores scores = new TokenScores(new HostMatrix(inputSize, vocabularySize, weights), inputSize, bias);
        float[] found = scores.logProbabilities(3, x);
        for (int b = 0; b < 3; b++) {
            double[] expected = new double[vocabularySize];
            for (int v = 0; v < vocabularySize; v++) {
                expected[v] = bias[v];
                for (int i = 0; i < inputSize; i++) {
                    expected[v] += (double) x[b * inputSize + i] * weights[i * vocabularySize + v];
                }
            }
            double normaliser = Math.log(Arrays.stream(expected).map(Math::exp).sum());
            for (int v = 0; v < vocabularySize; v++) {
                assertThat((double) found[b * vocabularySize + v]).isCloseTo(expected[v] - normaliser, within(1e-5));
            }
            float[] alone = scores.logProbabilities(1, Arrays.copyOfRange(x, b * inputSize, (b + 1) * inputSize));
            assertThat(Arrays.copyOfRange(found, b * vocabularySize, (b + 1) * vocabularySize))
                    .isEqualTo(alone);
        }
    }

    private static float[] gaussians(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
