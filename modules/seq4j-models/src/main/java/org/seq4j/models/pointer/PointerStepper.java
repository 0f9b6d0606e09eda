package org.seq4j.models.pointer;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.FastExp;
import org.seq4j.models.kernel.HostMatrix;
import org.seq4j.models.kernel.HostRow;
import org.seq4j.models.kernel.HostThreads;
import org.seq4j.models.kernel.RaisedRows;

/**
 * One step of pointing for decoding: float arithmetic on the host whatever the type of the parameters. It is an immutable snapshot of the parameters and safe for
 * several threads. B counts hypotheses, of which any number may read one source.
 */
public final class PointerStepper {
    /** From so many tanh a step on, threads share the hypotheses. */
    private static final int PARALLEL = 1 << 17;

    /** From so many multiplications on, threads share the elements whose keys are projected. */
    private static final long PARALLEL_PRODUCTS = 1L << 24;

    /** About so many rows are projected at a time. */
    private static final int ROWS = 128;

    private static final int COST_OF_TANH = 8; // multiplications

    private final int memorySize;
    private final int querySize;
    private final int width;
    private final HostMatrix query; // [H, A]
    private final HostMatrix key; // [M, A]
    private final RaisedRows.Score score; // [A]
    private final float[] end; // its key, [A]
    private final float endBias;

    private PointerStepper(PointingWeights weights, float endBias) {
        this.endBias = endBias;
        querySize = (int) weights.query().size(0);
        memorySize = (int) weights.key().size(0);
        width = (int) weights.key().size(1);
        query = new HostMatrix(querySize, width, floats(weights.query()));
        key = new HostMatrix(memorySize, width, floats(weights.key()));
        score = new RaisedRows.Score(HostRow.of(floats(weights.score())));
        end = new float[width];
        key.multiplyAdd(1, floats(weights.end()), memorySize, end, 0, width);
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

    /** What the steps of a batch of sources read; immutable. */
    public static final class Memory {
        private final RaisedRows[] keys; // of each source, with the end's first
        private final int outcomes;

        private Memory(RaisedRows[] keys, int elements) {
            this.keys = keys;
            outcomes = elements + 1;
        }

        /** Sources that were taken up in parts, in the order of the parts. */
        public static Memory join(List<Memory> parts) {
            RaisedRows[] all =
                    parts.stream().flatMap(part -> Arrays.stream(part.keys)).toArray(RaisedRows[]::new);
            int elements = parts.stream().mapToInt(Memory::outcomes).max().orElse(1) - 1;
            return new Memory(all, elements);
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
            RaisedRows[] keys = new RaisedRows[sizes.length];
            HostRow values = new HostRow(width);
            HostRow raised = new HostRow(width);
            for (int n = 0; n < sizes.length; n++) {
                keys[n] = new RaisedRows(sizes[n] + 1, width);
                keys[n].put(0, end, 0, values, raised);
            }
            boolean isLarge = rows.length() * width >= PARALLEL_PRODUCTS;
            int parts = isLarge ? Math.min(HostThreads.count(), elements) : 1;
            HostThreads.lanes(elements, parts, (part, from, to) -> project(rows, sizes, from, to, keys));
            return new Memory(keys, elements);
        }
    }

    /** The keys of the elements {@code from..to-1} of all sources, of a few elements at a time: they stay in the cache. */
    private void project(INDArray rows, int[] sizes, int from, int to, RaisedRows[] keys) {
        int most = Math.max(1, ROWS / sizes.length);
        float[] projected = new float[most * sizes.length * width];
        HostRow values = new HostRow(width);
        HostRow raised = new HostRow(width);
        for (int first = from; first < to; first += most) {
            int count = Math.min(most, to - first);
            key.multiply(rows, (long) first * sizes.length, count * sizes.length, projected);
            for (int s = first; s < first + count; s++) {
                for (int n = 0; n < sizes.length; n++) {
                    if (s < sizes[n]) {
                        keys[n].put(s + 1, projected, ((s - first) * sizes.length + n) * width, values, raised);
                    }
                }
            }
        }
    }

    /** About how many multiplications the score of one outcome takes. */
    public int work() {
        return width * COST_OF_TANH;
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
            Scratch scratch = new Scratch(score, memory.outcomes);
            for (int b = from; b < to; b++) {
                row(memory.keys[sources[b]], projected, b, scratch);
                System.arraycopy(scratch.scores, 0, result, b * memory.outcomes, memory.outcomes);
            }
        });
        return result;
    }

    /** Working memory of one thread. */
    private static final class Scratch {
        final RaisedRows.Query query;
        final float[] scores;
        final float[] exponentials;

        Scratch(RaisedRows.Score score, int outcomes) {
            query = new RaisedRows.Query(score);
            scores = new float[outcomes];
            exponentials = new float[outcomes];
        }
    }

    private void row(RaisedRows keys, float[] projected, int b, Scratch scratch) {
        scratch.query.load(projected, b * width);
        float[] scores = scratch.scores;
        keys.tanhSums(scratch.query, scores);
        scores[0] += endBias;
        int outcomes = keys.rows();
        float greatest = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < outcomes; j++) {
            greatest = Math.max(greatest, scores[j]);
        }
        System.arraycopy(scores, 0, scratch.exponentials, 0, outcomes);
        double sum = FastExp.shifted(scratch.exponentials, 0, outcomes, greatest);
        float normaliser = greatest + (float) Math.log(sum);
        for (int j = 0; j < outcomes; j++) {
            scores[j] -= normaliser;
        }
        Arrays.fill(scores, outcomes, scores.length, Float.NEGATIVE_INFINITY);
    }
}
