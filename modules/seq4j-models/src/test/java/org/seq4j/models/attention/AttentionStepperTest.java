package org.seq4j.models.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A step of decoding must be a step of the exact arithmetic. */
class AttentionStepperTest {
    private static final int B = 4;
    private static final int S = 5;
    private static final int T = 3;

    private static AttentionSpec spec(AttentionScore score, AttentionOutput output, boolean coverage, boolean copy) {
        return new AttentionSpec(score, 7, 7, 6, 3, 5, output, coverage, copy);
    }

    private static MechanismCase exact(AttentionSpec spec) {
        return new MechanismCase(spec, DataType.DOUBLE, B, S, T);
    }

    private static float[] floats(INDArray array) {
        return array.dup('c')
                .reshape('c', new long[] {array.length()})
                .castTo(DataType.FLOAT)
                .toFloatVector();
    }

    private static INDArray step(INDArray rows, int t) {
        return rows.get(NDArrayIndex.interval((long) t * B, (t + 1L) * B), NDArrayIndex.all());
    }

    private static void assertClose(float[] found, INDArray expected) {
        double size = Math.max(1, expected.amaxNumber().doubleValue());
        double[] values =
                expected.dup('c').reshape('c', new long[] {expected.length()}).toDoubleVector();
        assertThat(found).hasSize(values.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(found[i] / size).isCloseTo(values[i] / size, within(1e-5));
        }
    }

    /** All steps of all hypotheses, one source each, against the portable mechanism. */
    private static void compare(AttentionSpec spec, double scale) {
        MechanismCase data = exact(spec);
        INDArray memory = data.memory().muli(scale);
        INDArray queries = data.queries().muli(scale);
        INDArray contexts = data.array(T * B, spec.memorySize());
        float[] mask = data.mask();
        AttentionMechanism mechanism = new PortableMechanism(spec, DataType.DOUBLE);
        mechanism.start(data.weights(1), memory, mask, T, null, false);
        mechanism.forward(0, T, queries, contexts);

        AttentionStepper stepper = AttentionStepper.of(spec, data.weights(1));
        AttentionStepper.Memory read = stepper.memory(B, S, floats(memory.permute(1, 0, 2)), mask);
        int[] order = {2, 0, 3, 1}; // of the hypotheses
        float[] coverage = spec.coverage() ? new float[B * S] : null;
        for (int t = 0; t < T; t++) {
            float[] weights = new float[B * S];
            float[] context = new float[B * spec.memorySize()];
            Arrays.fill(weights, 77);
            Arrays.fill(context, 77);
            stepper.attend(read, order, picked(step(queries, t), order), coverage, weights, context);
            INDArray expected = mechanism.weights().get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all());
            assertClose(weights, expected.getRows(order));
            assertClose(context, step(contexts, t).getRows(order));
            for (int i = 0; i < B * S; i++) {
                if (mask != null && mask[order[i / S] * S + i % S] == 0) {
                    assertThat(weights[i]).isZero();
                }
            }
            add(weights, coverage);
        }
    }

    private static float[] picked(INDArray rows, int[] order) {
        return floats(rows.getRows(order));
    }

    private static void add(float[] weights, float @Nullable [] coverage) {
        for (int i = 0; coverage != null && i < weights.length; i++) {
            coverage[i] += weights[i];
        }
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void attendsAsTheMechanismDoes(AttentionScore score) {
        for (boolean coverage : new boolean[] {false, true}) {
            compare(spec(score, AttentionOutput.ATTENTIONAL, coverage, false), 1);
        }
    }

    @Test
    void largeValuesTakeTheLongWay() {
        compare(spec(AttentionScore.BAHDANAU, AttentionOutput.ATTENTIONAL, false, false), 20);
    }

    @ParameterizedTest
    @EnumSource(AttentionOutput.class)
    void attentionalVectorAndProbabilityToGenerate(AttentionOutput output) {
        AttentionSpec spec = spec(AttentionScore.LUONG_DOT, output, false, true);
        MechanismCase data = exact(spec);
        int rows = T * B;
        INDArray contexts = data.contextGradients();
        INDArray states = data.queries();
        INDArray embeddings = data.random(21, rows, spec.embeddingSize());
        INDArray expected = data.array(rows, spec.outputSize());
        INDArray probabilities = data.array(rows);
        AttentionalVector vector = new AttentionalVector(spec, DataType.DOUBLE);
        vector.start(data.weights(1), rows, output == AttentionOutput.DEEP ? embeddings : null);
        vector.forward(0, rows, contexts, states, expected);
        new GenerationProbability(spec, contexts, states, embeddings).forward(data.weights(1), probabilities);

        AttentionStepper stepper = AttentionStepper.of(spec, data.weights(1));
        float[] out = new float[rows * spec.outputSize()];
        float[] generation = new float[rows];
        stepper.output(rows, floats(contexts), floats(states), floats(embeddings), out);
        stepper.generation(rows, floats(contexts), floats(states), floats(embeddings), generation);
        assertClose(out, expected);
        assertClose(generation, probabilities);
    }

    @Test
    void whatDoesNotFitIsSaidInASentence() {
        AttentionSpec spec = spec(AttentionScore.BAHDANAU, AttentionOutput.DEEP, true, false);
        AttentionStepper stepper = AttentionStepper.of(spec, exact(spec).weights(1));
        assertThatThrownBy(() -> stepper.memory(2, 3, new float[5], null))
                .hasMessageContaining("a memory of 2 sources of 3 steps needs 42 values");
        var memory = stepper.memory(1, 2, new float[14], null);
        assertThatThrownBy(() -> stepper.attend(memory, new int[1], new float[7], null, new float[2], new float[7]))
                .hasMessageContaining("reads the coverage of the steps before, found none");
        assertThatThrownBy(() -> stepper.output(1, new float[7], new float[7], null, new float[5]))
                .hasMessageContaining("reads the embeddings of the fed tokens, found none");
        assertThatThrownBy(() -> stepper.generation(1, new float[7], new float[7], new float[3], new float[1]))
                .hasMessageContaining("without copying");
    }
}
