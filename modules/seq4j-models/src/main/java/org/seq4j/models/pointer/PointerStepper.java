package org.seq4j.models.pointer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.FastExp;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.kernel.HostMatrix;
import org.seq4j.models.kernel.HostRow;
import org.seq4j.models.kernel.HostThreads;
import org.seq4j.models.kernel.MatrixProduct;

/**
 * One step of pointing for decoding: float arithmetic on the host whatever the type of the parameters. It is an immutable snapshot of the parameters and safe for
 * several threads. B counts hypotheses, of which any number may read one source.
 */
public final class PointerStepper {
    /** From so many tanh a step on, threads share the hypotheses. */
    private static final int PARALLEL = 1 << 17;

    private final int memorySize;
    private final int querySize;
    private final int width;
    private final HostMatrix query; // [H, A]
    private final float[] key; // [M, A]
    private final HostRow score; // [A]
    private final float scoreSum;
    private final Key end;
    private final float endBias;

    private PointerStepper(PointingWeights weights, float endBias) {
        this.endBias = endBias;
        querySize = (int) weights.query().size(0);
        memorySize = (int) weights.key().size(0);
        width = (int) weights.key().size(1);
        query = new HostMatrix(querySize, width, floats(weights.query()));
        key = floats(weights.key());
        score = HostRow.of(floats(weights.score()));
        scoreSum = score.sum();
        end = Key.of(projected(Nd4j.createFromArray(floats(weights.end())).reshape('c', 1, memorySize)), 0, width);
    }

    /**
     * A snapshot of the parameters of a pointing node.
     *
     * @param endBias what the output layer adds to the score of the end
     */
    public static PointerStepper of(PointingWeights weights, float endBias) {
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return new PointerStepper(weights, endBias);
        }
    }

    private static float[] floats(INDArray array) {
        return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
    }

    /** {@code rows W1}, on the heap. */
    private float[] projected(INDArray rows) {
        INDArray matrix = Nd4j.createFromArray(key).reshape('c', memorySize, width);
        INDArray product = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows.size(0), width}, 'c');
        MatrixProduct.multiply(rows, false, matrix, false, product, 1, 0);
        float[] result = new float[(int) product.length()];
        HostArrays.copy(product, result);
        return result;
    }

    /**
     * The projection of one row of the memory.
     *
     * @param values as it is
     * @param raised see {@link HostRow#raise}; null where the values are too large
     */
    private record Key(HostRow values, @Nullable HostRow raised) {
        static Key of(float[] flat, int at, int width) {
            HostRow values = new HostRow(width);
            values.load(flat, at);
            HostRow raised = new HostRow(width);
            return new Key(values, raised.raise(values) ? raised : null);
        }
    }

    /** What the steps of a batch of sources read; immutable. */
    public static final class Memory {
        private final Key[][] keys; // of each source, with the end's first
        private final int outcomes;

        private Memory(Key[][] keys, int elements) {
            this.keys = keys;
            outcomes = elements + 1;
        }

        /** S + 1. */
        public int outcomes() {
            return outcomes;
        }
    }

    /**
     * Takes up a batch of sources and projects their keys.
     *
     * @param memory the encoder's outputs {@code [S, N, M]}, contiguous in 'c' order
     * @param sizes how many elements each source has, {@code [N]}: the first ones
     */
    public Memory memory(INDArray memory, int[] sizes) {
        int elements = (int) memory.size(0);
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray rows = memory.castTo(DataType.FLOAT).reshape('c', (long) elements * sizes.length, memorySize);
            float[] flat = projected(rows);
            Key[][] keys = new Key[sizes.length][];
            int parts = flat.length < PARALLEL ? 1 : Math.min(HostThreads.count(), sizes.length);
            HostThreads.run(sizes.length, parts, (part, from, to) -> {
                for (int n = from; n < to; n++) {
                    keys[n] = new Key[sizes[n] + 1];
                    keys[n][0] = end;
                    for (int s = 0; s < sizes[n]; s++) {
                        keys[n][s + 1] = Key.of(flat, (s * sizes.length + n) * width, width);
                    }
                }
            });
            return new Memory(keys, elements);
        }
    }

    /**
     * The probabilities of the next choice.
     *
     * @param memory the sources
     * @param sources {@code [B]}, the number of the source that each hypothesis reads
     * @param queries {@code [B, H]}
     * @return natural logarithms {@code [B, S + 1]}, minus infinity above a source's own size
     */
    public float[] logProbabilities(Memory memory, int[] sources, float[] queries) {
        float[] projected = new float[sources.length * width];
        query.multiplyAdd(sources.length, queries, querySize, projected, 0, width);
        float[] result = new float[sources.length * memory.outcomes];
        boolean isLarge = (long) result.length * width >= PARALLEL;
        int parts = isLarge ? Math.min(HostThreads.count(), sources.length) : 1;
        HostThreads.run(sources.length, parts, (part, from, to) -> {
            Scratch scratch = new Scratch(width, memory.outcomes);
            for (int b = from; b < to; b++) {
                row(memory.keys[sources[b]], projected, b, scratch);
                System.arraycopy(scratch.scores, 0, result, b * memory.outcomes, memory.outcomes);
            }
        });
        return result;
    }

    /** Working memory of one thread. */
    private static final class Scratch {
        final HostRow tanh;
        final HostRow none;
        final float[] work;
        final float[] scores;
        final float[] exponentials;

        Scratch(int width, int outcomes) {
            tanh = new HostRow(width);
            none = new HostRow(width);
            work = tanh.work();
            scores = new float[outcomes];
            exponentials = new float[outcomes];
        }
    }

    private void row(Key[] keys, float[] projected, int b, Scratch scratch) {
        Key own = Key.of(projected, b * width, width);
        float[] scores = scratch.scores;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < keys.length; j++) {
            scores[j] = score(own, keys[j], scratch) + (j == 0 ? endBias : 0);
            greatest = Math.max(greatest, scores[j]);
        }
        System.arraycopy(scores, 0, scratch.exponentials, 0, keys.length);
        double sum = FastExp.shifted(scratch.exponentials, 0, keys.length, greatest);
        float normaliser = greatest + (float) Math.log(sum);
        for (int j = 0; j < keys.length; j++) {
            scores[j] -= normaliser;
        }
        Arrays.fill(scores, keys.length, scores.length, Float.NEGATIVE_INFINITY);
    }

    private float score(Key own, Key other, Scratch scratch) {
        HostRow raised = own.raised();
        HostRow raisedKey = other.raised();
        if (raised != null && raisedKey != null) {
            return score.tanhSum(scoreSum, raised, raisedKey, scratch.work);
        }
        scratch.tanh.tanh(own.values(), other.values(), 0, scratch.none);
        return score.dot(scratch.tanh, scratch.work);
    }
}
