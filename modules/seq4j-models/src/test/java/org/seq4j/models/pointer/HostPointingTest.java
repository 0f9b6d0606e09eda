package org.seq4j.models.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.GradientChecks;

/** The scores in float loops are those of ND4J operations, forward and backward. */
class HostPointingTest {
    /** Scales of 30 make values that have no use for exponentials. */
    @ParameterizedTest
    @CsvSource({"3,4,5,7,true,0.3", "1,1,1,1,false,0.3", "5,13,9,8,false,1", "4,3,6,5,true,30", "2,2,3,6,false,30"})
    void bothImplementationsAgree(int batch, int elements, int steps, int width, boolean masked, double scale) {
        PointingWeights weights = weights(1, width, scale);
        INDArray queries = random(11, 1, steps, batch, 4);
        INDArray memory = random(12, 1, elements, batch, 3);
        PointingScores.Masks masks = new PointingScores.Masks(
                masked ? mask(5, batch, steps) : null, masked ? mask(6, batch, elements) : null);
        INDArray dScores = random(13, 1, steps, batch, elements + 1L);
        Pass host = new Pass(weights, queries, memory, masks, dScores, new HostPointing());
        Pass again = new Pass(weights, queries, memory, masks, dScores, new HostPointing());
        Pass portable = new Pass(weights, queries, memory, masks, dScores, new PortablePointing(DataType.FLOAT));
        host.check(portable, 1e-5);
        host.check(again, 0);
        assertThat(host.scores.maxNumber().doubleValue()).isNotZero();
    }

    private static INDArray random(long seed, double scale, long... shape) {
        return GradientChecks.normal(seed, shape).muli(scale).castTo(DataType.FLOAT);
    }

    private static PointingWeights weights(long seed, int width, double scale) {
        return new PointingWeights(
                random(seed, scale, 4, width),
                random(seed + 1, scale, 3, width),
                random(seed + 2, 1, width),
                random(seed + 3, 1, 3));
    }

    /** [B, n] with holes and, in the last example of several, nothing real. */
    private static float @Nullable [] mask(long seed, int batch, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] mask = new float[batch * n];
        for (int i = 0; i < mask.length; i++) {
            boolean empty = batch > 1 && i / n == batch - 1;
            mask[i] = empty || random.nextInt(4) == 0 ? 0 : 1;
        }
        return mask;
    }

    /** What one implementation makes of a batch; arrays that it must overwrite hold 77. */
    private static final class Pass {
        final INDArray scores;
        final PointingWeights gradients;
        final INDArray dQueries;
        final INDArray dMemory;

        Pass(
                PointingWeights weights,
                INDArray queries,
                INDArray memory,
                PointingScores.Masks masks,
                INDArray dScores,
                PointingScores implementation) {
            scores = like(dScores);
            gradients = new PointingWeights(
                    like(weights.query()), like(weights.key()), like(weights.score()), like(weights.end()));
            dQueries = like(queries);
            dMemory = like(memory);
            for (int round = 0; round < 2; round++) { // the second finds the buffers of the first
                implementation.forward(weights, queries, memory, masks, scores);
                implementation.backward(dScores, gradients, dQueries, dMemory);
            }
        }

        private static INDArray like(INDArray array) {
            return Nd4j.valueArrayOf(array.shape(), 77.0, DataType.FLOAT);
        }

        void check(Pass expected, double tolerance) {
            same("scores", scores, expected.scores, tolerance);
            same("gradient of queries", dQueries, expected.dQueries, tolerance);
            same("gradient of memory", dMemory, expected.dMemory, tolerance);
            same("gradient of W2", gradients.query(), expected.gradients.query(), tolerance);
            same("gradient of W1", gradients.key(), expected.gradients.key(), tolerance);
            same("gradient of v", gradients.score(), expected.gradients.score(), tolerance);
            same("gradient of e", gradients.end(), expected.gradients.end(), tolerance);
        }

        private static void same(String what, INDArray found, INDArray expected, double tolerance) {
            double scale = Math.max(1, expected.amaxNumber().doubleValue());
            double size = scale > 1e20 ? 1 : scale;
            float[] a = found.dup('c').data().asFloat();
            float[] b = expected.dup('c').data().asFloat();
            for (int i = 0; i < a.length; i++) {
                assertThat((double) a[i]).as("%s, place %s", what, i).isCloseTo(b[i], within(tolerance * size));
            }
        }
    }
}
