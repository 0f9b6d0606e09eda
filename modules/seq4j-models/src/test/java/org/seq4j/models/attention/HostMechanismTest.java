package org.seq4j.models.attention;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The host's arithmetic must be that of the portable reference. */
class HostMechanismTest {
    private static AttentionSpec spec(AttentionScore score, int size, boolean coverage) {
        return new AttentionSpec(score, size, size, size + 3, 0, 2, AttentionOutput.ATTENTIONAL, coverage, false);
    }

    /** What one pass over a batch puts out. */
    private record Result(
            INDArray contexts,
            INDArray weights,
            double loss,
            INDArray dQueries,
            INDArray dMemory,
            AttentionWeights gradients) {}

    private static Result run(
            AttentionMechanism mechanism, MechanismCase data, boolean masked, boolean dropout, int part, double scale) {
        AttentionSpec spec = data.spec();
        int rows = data.steps() * data.batch();
        INDArray contexts = data.array(rows, spec.memorySize());
        INDArray dQueries = data.array(rows, spec.querySize());
        INDArray memory = data.memory().muli(scale);
        INDArray queries = data.queries().muli(scale);
        INDArray dMemory = data.array(memory.shape());
        AttentionWeights gradients = data.gradients();
        float[] target = new float[rows];
        java.util.Arrays.fill(target, 1);
        target[1] = 0;
        mechanism.start(
                data.weights(1),
                memory,
                masked ? data.mask() : null,
                data.steps(),
                dropout ? data.dropout(0.4) : null,
                true);
        for (int t = 0; t < data.steps(); t += part) {
            mechanism.forward(t, t + part, part(queries, t, part, data), part(contexts, t, part, data));
        }
        INDArray weights = mechanism.weights().dup();
        double loss = mechanism.coverageLoss(target);
        mechanism.startBackward(0.3, target);
        INDArray dWeights = masked ? data.weightGradients() : null;
        for (int t = data.steps() - part; t >= 0; t -= part) {
            mechanism.backward(
                    t,
                    t + part,
                    part(queries, t, part, data),
                    part(data.contextGradients(), t, part, data),
                    dWeights == null ? null : part(dWeights, t, part, data),
                    part(dQueries, t, part, data));
        }
        mechanism.finish(gradients, dMemory);
        return new Result(contexts, weights, loss, dQueries, dMemory, gradients);
    }

    private static INDArray part(INDArray rows, int from, int count, MechanismCase data) {
        return rows.get(
                NDArrayIndex.interval((long) from * data.batch(), (long) (from + count) * data.batch()),
                NDArrayIndex.all());
    }

    private static void assertSame(Result a, Result b, double tolerance) {
        close("contexts", a.contexts, b.contexts, tolerance);
        close("weights", a.weights, b.weights, tolerance);
        assertThat(Math.abs(a.loss - b.loss)).isLessThan(tolerance);
        close("queries", a.dQueries, b.dQueries, tolerance);
        close("memory", a.dMemory, b.dMemory, tolerance);
        close("Wq", a.gradients.query(), b.gradients.query(), tolerance);
        close("Wm", a.gradients.key(), b.gradients.key(), tolerance);
        close("v", a.gradients.score(), b.gradients.score(), tolerance);
        close("wc", a.gradients.coverage(), b.gradients.coverage(), tolerance);
    }

    private static void close(String what, @Nullable INDArray a, @Nullable INDArray b, double tolerance) {
        if (a == null || b == null) {
            assertThat(a == b).as(what).isTrue();
            return;
        }
        double size = Math.max(1, b.amaxNumber().doubleValue());
        assertThat(a.castTo(DataType.DOUBLE)
                                .sub(b.castTo(DataType.DOUBLE))
                                .amaxNumber()
                                .doubleValue()
                        / size)
                .as(what)
                .isLessThan(tolerance);
    }

    @ParameterizedTest
    @EnumSource(AttentionScore.class)
    void equalsThePortableOne(AttentionScore score) {
        for (boolean coverage : new boolean[] {false, true}) {
            AttentionSpec spec = spec(score, 5, coverage);
            HostMechanism host = new HostMechanism(spec);
            for (boolean ragged : new boolean[] {false, true}) {
                // a smaller batch after a larger one must not see what that left
                for (int batch : new int[] {4, 3}) {
                    MechanismCase data = new MechanismCase(spec, DataType.FLOAT, batch, 6, 4);
                    MechanismCase exact = new MechanismCase(spec, DataType.DOUBLE, batch, 6, 4);
                    Result expected = run(new PortableMechanism(spec, DataType.DOUBLE), exact, ragged, ragged, 4, 1);
                    assertSame(run(host, data, ragged, ragged, 4, 1), expected, 1e-5);
                    assertSame(run(host, data, ragged, ragged, 1, 1), expected, 1e-5);
                    assertSame(run(host, data, ragged, ragged, 2, 1), expected, 1e-5);
                }
            }
        }
    }

    @Test
    void largeValuesTakeTheLongWay() {
        AttentionSpec spec = spec(AttentionScore.BAHDANAU, 5, false);
        MechanismCase data = new MechanismCase(spec, DataType.FLOAT, 2, 6, 2);
        MechanismCase exact = new MechanismCase(spec, DataType.DOUBLE, 2, 6, 2);
        for (double scale : new double[] {30, 300}) {
            assertSame(
                    run(new HostMechanism(spec), data, false, false, 2, scale),
                    run(new PortableMechanism(spec, DataType.DOUBLE), exact, false, false, 2, scale),
                    1e-4);
        }
    }
}
