package org.seq4j.models.attention;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seq4j.models.kernel.FastMath;
import org.seq4j.models.kernel.HostMatrix;
import org.seq4j.models.kernel.HostRow;
import org.seq4j.models.kernel.MatrixProduct;

/**
 * One step of attention for decoding: float arithmetic on the host whatever the type of the parameters. It is an immutable snapshot of the parameters and safe for
 * several threads. All arrays are row-major; B counts hypotheses, of which any number may read one source.
 */
public final class AttentionStepper {
    private final AttentionSpec spec;
    private final @Nullable HostMatrix query; // [H, K]
    private final float @Nullable [] key; // [M, A]
    private final HostRow score; // [A], or empty
    private final float scoreSum;
    private final HostRow coverage; // [A]; empty without, or of a score without tanh
    private final float coverageScale; // of a score without tanh
    private final HostMatrix contextOutput; // [M, Z]
    private final HostMatrix stateOutput; // [H, Z]
    private final @Nullable HostMatrix embeddingOutput; // [E, Z]
    private final float[] outputBias; // [Z]
    private final float[] generation; // [M + H + E], or empty
    private final float generationBias;

    private AttentionStepper(AttentionSpec spec, AttentionWeights w) {
        this.spec = spec;
        int keySize = spec.keySize();
        query = w.query() == null ? null : new HostMatrix(spec.querySize(), keySize, floats(w.query()));
        key = w.key() == null ? null : floats(w.key());
        score = HostRow.of(floats(w.score()));
        scoreSum = score.sum();
        boolean additive = spec.score().isAdditive();
        coverage = additive && w.coverage() != null ? HostRow.of(floats(w.coverage())) : score;
        coverageScale = additive || w.coverage() == null ? 0 : w.coverage().getFloat(0);
        float[] output = floats(w.output());
        int m = spec.memorySize();
        int h = spec.querySize();
        contextOutput = rows(output, 0, m);
        stateOutput = rows(output, m, m + h);
        embeddingOutput = spec.output() == AttentionOutput.DEEP ? rows(output, m + h, spec.outputInputSize()) : null;
        outputBias = floats(w.outputBias());
        generation = floats(w.generation());
        generationBias = w.generationBias() == null ? 0 : w.generationBias().getFloat(0);
    }

    /** A snapshot of the parameters of an attention. */
    public static AttentionStepper of(AttentionSpec spec, AttentionWeights weights) {
        return new AttentionStepper(spec, weights);
    }

    private HostMatrix rows(float[] output, int from, int to) {
        int z = spec.preOutputSize();
        return new HostMatrix(to - from, z, Arrays.copyOfRange(output, from * z, to * z));
    }

    private static float[] floats(@Nullable INDArray array) {
        return array == null
                ? new float[0]
                : array.reshape('c', new long[] {array.length()})
                        .castTo(DataType.FLOAT)
                        .toFloatVector();
    }

    /** Kind and sizes. */
    public AttentionSpec spec() {
        return spec;
    }

    /** What the steps of a batch of sources read; immutable. */
    public static final class Memory {
        private final int sources;
        private final int time;
        private final HostRow[] values; // [N * S], each [M]
        private final HostRow[] keys; // [N * S], each [K]
        private final HostRow @Nullable [] raised; // [N * S], each [K], of an additive score without coverage
        private final int[][] positions; // the real ones of each source

        private Memory(
                int sources,
                int time,
                HostRow[] values,
                HostRow[] keys,
                HostRow @Nullable [] raised,
                int[][] positions) {
            this.sources = sources;
            this.time = time;
            this.values = values;
            this.keys = keys;
            this.raised = raised;
            this.positions = positions;
        }

        /** Sources of one S that were taken up in parts, in the order of the parts. */
        public static Memory join(List<Memory> parts) {
            if (parts.size() == 1) {
                return parts.get(0);
            }
            boolean isRaised = parts.stream().allMatch(part -> part.raised != null);
            return new Memory(
                    parts.stream().mapToInt(part -> part.sources).sum(),
                    parts.get(0).time,
                    all(parts, part -> part.values),
                    all(parts, part -> part.keys),
                    isRaised ? all(parts, part -> part.raised) : null,
                    parts.stream()
                            .flatMap(part -> Arrays.stream(part.positions))
                            .toArray(int[][]::new));
        }

        private static HostRow[] all(List<Memory> parts, Function<Memory, HostRow @Nullable []> rows) {
            return parts.stream()
                    .map(rows)
                    .filter(Objects::nonNull)
                    .flatMap(Arrays::stream)
                    .toArray(HostRow[]::new);
        }

        /** N. */
        public int sources() {
            return sources;
        }

        /** S. */
        public int time() {
            return time;
        }
    }

    /**
     * Takes up a batch of sources and projects their keys.
     *
     * @param sources N
     * @param time S
     * @param memory the encoder's outputs {@code [N, S, M]}
     * @param mask {@code [N, S]}, 1 = real, of any form; null: all real
     * @throws IllegalArgumentException if an array has another length
     */
    public Memory memory(int sources, int time, float[] memory, float @Nullable [] mask) {
        int rows = sources * time;
        if (memory.length != rows * spec.memorySize() || mask != null && mask.length != rows) {
            throw new IllegalArgumentException("a memory of " + sources + " sources of " + time + " steps needs "
                    + rows * spec.memorySize() + " values and a mask of " + rows + ", found " + memory.length
                    + (mask == null ? "" : " and " + mask.length));
        }
        HostRow[] values = split(memory, rows, spec.memorySize());
        HostRow[] keys = key == null ? values : split(project(memory, rows, key), rows, spec.keySize());
        int[][] positions = new int[sources][];
        for (int n = 0; n < sources; n++) {
            positions[n] = Positions.real(mask, n, time);
        }
        return new Memory(sources, time, values, keys, raised(keys), positions);
    }

    private float[] project(float[] memory, int rows, float[] matrix) {
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray result = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, spec.keySize()}, 'c');
            MatrixProduct.multiply(
                    Nd4j.createFromArray(memory).reshape('c', rows, spec.memorySize()),
                    false,
                    Nd4j.createFromArray(matrix).reshape('c', spec.memorySize(), spec.keySize()),
                    false,
                    result,
                    1,
                    0);
            return result.reshape('c', new long[] {result.length()}).toFloatVector();
        }
    }

    private static HostRow[] split(float[] flat, int rows, int width) {
        HostRow[] result = new HostRow[rows];
        for (int i = 0; i < rows; i++) {
            result[i] = new HostRow(width);
            result[i].load(flat, i * width);
        }
        return result;
    }

    /** Null where a score cannot be had from exponentials. */
    private HostRow @Nullable [] raised(HostRow[] keys) {
        if (!spec.score().isAdditive() || spec.coverage()) {
            return null;
        }
        HostRow[] result = new HostRow[keys.length];
        for (int i = 0; i < keys.length; i++) {
            result[i] = new HostRow(spec.keySize());
            if (!result[i].raise(keys[i])) {
                return null;
            }
        }
        return result;
    }

    /**
     * Attends.
     *
     * @param memory the sources
     * @param rows {@code [B]}, the number of the source that each hypothesis reads
     * @param queries the decoder's states {@code [B, H]}
     * @param coverage the sum of the weights of the steps before {@code [B, S]}, of an attention with coverage; else null
     * @param weights {@code [B, S]}, is written: 0 on padding
     * @param contexts {@code [B, M]}, is written
     */
    public void attend(
            Memory memory,
            int[] rows,
            float[] queries,
            float @Nullable [] coverage,
            float[] weights,
            float[] contexts) {
        if (spec.coverage() != (coverage != null)) {
            throw new IllegalArgumentException(
                    spec.coverage()
                            ? "this attention reads the coverage of the steps before, found none"
                            : "this attention has no coverage, found one");
        }
        int batch = rows.length;
        int k = spec.keySize();
        float[] projected = queries;
        if (query != null) {
            projected = new float[batch * k];
            query.multiplyAdd(batch, queries, spec.querySize(), projected, 0, k);
        }
        Scratch scratch = new Scratch(spec, memory.time);
        for (int b = 0; b < batch; b++) {
            scratch.query.load(projected, b * k);
            attend(memory, rows[b], coverage, b * memory.time, weights, scratch);
            scratch.context.store(contexts, b * spec.memorySize());
        }
    }

    /** Working memory of one call. */
    private static final class Scratch {
        final HostRow query;
        final HostRow raised;
        final HostRow tanh;
        final HostRow context;
        final float[] work;
        final float[] scores;

        Scratch(AttentionSpec spec, int time) {
            query = new HostRow(spec.keySize());
            raised = new HostRow(spec.keySize());
            tanh = new HostRow(spec.keySize());
            context = new HostRow(spec.memorySize());
            work = query.work();
            scores = new float[time];
        }
    }

    private void attend(
            Memory memory, int source, float @Nullable [] covered, int offset, float[] weights, Scratch scratch) {
        int[] positions = memory.positions[source];
        float[] scores = scratch.scores;
        int first = source * memory.time;
        HostRow[] raised = memory.raised;
        boolean isRaised = raised != null && scratch.raised.raise(scratch.query);
        for (int i = 0; i < positions.length; i++) {
            int row = first + positions[i];
            float cov = covered == null ? 0 : covered[offset + positions[i]];
            if (raised != null && isRaised) {
                scores[i] = score.tanhSum(scoreSum, scratch.raised, raised[row], scratch.work);
            } else if (spec.score().isAdditive()) {
                scratch.tanh.tanh(scratch.query, memory.keys[row], cov, coverage);
                scores[i] = score.dot(scratch.tanh, scratch.work);
            } else {
                scores[i] = scratch.query.dot(memory.keys[row], scratch.work) + cov * coverageScale;
            }
        }
        HostSoftmax.apply(scores, positions.length);
        Arrays.fill(weights, offset, offset + memory.time, 0);
        scratch.context.clear();
        for (int i = 0; i < positions.length; i++) {
            weights[offset + positions[i]] = scores[i];
            scratch.context.add(scores[i], memory.values[first + positions[i]]);
        }
    }

    /**
     * The attentional vector.
     *
     * @param batch B
     * @param contexts {@code [B, M]}
     * @param states the decoder's states {@code [B, H]}
     * @param embeddings of the fed tokens {@code [B, E]}, for the deep output, else null
     * @param out {@code [B, O]}, is written
     */
    public void output(int batch, float[] contexts, float[] states, float @Nullable [] embeddings, float[] out) {
        int z = spec.preOutputSize();
        boolean deep = embeddingOutput != null;
        float[] pre = deep ? new float[batch * z] : out;
        for (int b = 0; b < batch; b++) {
            System.arraycopy(outputBias, 0, pre, b * z, z);
        }
        contextOutput.multiplyAdd(batch, contexts, spec.memorySize(), pre, 0, z);
        stateOutput.multiplyAdd(batch, states, spec.querySize(), pre, 0, z);
        if (embeddingOutput == null) {
            FastMath.tanh(pre, 0, batch * z);
        } else {
            embeddingOutput.multiplyAdd(batch, present(embeddings), spec.embeddingSize(), pre, 0, z);
            for (int i = 0; i < batch * spec.outputSize(); i++) {
                out[i] = Math.max(pre[2 * i], pre[2 * i + 1]);
            }
        }
    }

    /**
     * The probability to generate rather than to copy; see {@link GenerationProbability}.
     *
     * @param batch B
     * @param contexts {@code [B, M]}
     * @param states the decoder's states {@code [B, H]}
     * @param embeddings of the fed tokens {@code [B, E]}
     * @param probabilities {@code [B]}, is written
     * @throws IllegalStateException if the attention has no copying
     */
    public void generation(int batch, float[] contexts, float[] states, float[] embeddings, float[] probabilities) {
        if (!spec.copy()) {
            throw new IllegalStateException("an attention without copying has no probability to generate");
        }
        for (int b = 0; b < batch; b++) {
            float sum = generationBias + share(contexts, b, spec.memorySize(), 0);
            sum += share(states, b, spec.querySize(), spec.memorySize());
            sum += share(embeddings, b, spec.embeddingSize(), spec.memorySize() + spec.querySize());
            probabilities[b] = sum;
        }
        FastMath.sigmoid(probabilities, 0, batch);
    }

    private float share(float[] rows, int row, int width, int from) {
        float sum = 0;
        for (int j = 0; j < width; j++) {
            sum += rows[row * width + j] * generation[from + j];
        }
        return sum;
    }

    private static float[] present(float @Nullable [] embeddings) {
        if (embeddings == null) {
            throw new IllegalArgumentException("a deep output reads the embeddings of the fed tokens, found none");
        }
        return embeddings;
    }
}
