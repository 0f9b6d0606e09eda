package org.seq4j.models.attention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.FastMath;
import org.seq4j.models.kernel.HostMatrix;
import org.seq4j.models.kernel.HostRow;
import org.seq4j.models.kernel.RaisedRows;

/**
 * One step of attention for decoding: float arithmetic on the host whatever the type of the parameters. It is an immutable snapshot of the parameters and safe for
 * several threads. All arrays are row-major; B counts hypotheses, of which any number may read one source.
 */
public final class AttentionStepper {
    private final AttentionSpec spec;
    private final @Nullable HostMatrix query; // [H, K]
    private final @Nullable HostMatrix key; // [M, A]
    private final HostRow score; // [A], or empty
    private final RaisedRows.@Nullable Score raisedScore; // the same, of an additive score without coverage
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
        key = w.key() == null ? null : new HostMatrix(spec.memorySize(), keySize, floats(w.key()));
        score = HostRow.of(floats(w.score()));
        boolean additive = spec.score().isAdditive();
        raisedScore = additive && !spec.coverage() ? new RaisedRows.Score(score) : null;
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

    /**
     * What the steps of one source read, of its real positions alone.
     *
     * @param positions which they are, rising
     * @param values each [M]
     * @param keys each [K]; none where they are raised
     * @param raised the keys of an additive score without coverage; else null
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, compared never
    private record Source(
            int[] positions,
            HostRow[] values,
            HostRow[] keys,
            @Nullable RaisedRows raised) {}

    /** What the steps of a batch of sources read; immutable. */
    public static final class Memory {
        private final List<Source> sources;
        private final int time;

        private Memory(List<Source> sources, int time) {
            this.sources = sources;
            this.time = time;
        }

        /** Sources of one S that were taken up in parts, in the order of the parts. */
        public static Memory join(List<Memory> parts) {
            return new Memory(
                    parts.stream().flatMap(part -> part.sources.stream()).toList(), parts.get(0).time);
        }

        /** N. */
        public int sources() {
            return sources.size();
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
        float[] keys = memory;
        if (key != null) {
            keys = new float[rows * spec.keySize()];
            key.multiplyAdd(rows, memory, spec.memorySize(), keys, 0, spec.keySize());
        }
        List<Source> all = new ArrayList<>(sources);
        for (int n = 0; n < sources; n++) {
            all.add(source(memory, keys, n * time, Positions.real(mask, n, time)));
        }
        return new Memory(all, time);
    }

    /** @param first the row of the source's first position, of values and keys */
    private Source source(float[] values, float[] keys, int first, int[] positions) {
        HostRow[] valueRows = rows(values, first, positions, spec.memorySize());
        if (raisedScore != null) {
            return new Source(positions, valueRows, new HostRow[0], raised(keys, first, positions));
        }
        return new Source(
                positions, valueRows, key == null ? valueRows : rows(keys, first, positions, spec.keySize()), null);
    }

    private static HostRow[] rows(float[] flat, int first, int[] positions, int width) {
        HostRow[] result = new HostRow[positions.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = new HostRow(width);
            result[i].load(flat, (first + positions[i]) * width);
        }
        return result;
    }

    private RaisedRows raised(float[] keys, int first, int[] positions) {
        int width = spec.keySize();
        RaisedRows result = new RaisedRows(positions.length, width);
        HostRow values = new HostRow(width);
        HostRow raised = new HostRow(width);
        for (int i = 0; i < positions.length; i++) {
            result.put(i, keys, (first + positions[i]) * width, values, raised);
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
        Scratch scratch = new Scratch(spec, raisedScore, memory.time);
        for (int b = 0; b < batch; b++) {
            Source source = memory.sources.get(rows[b]);
            int offset = b * memory.time;
            scores(source, projected, b * k, coverage, offset, scratch);
            HostSoftmax.apply(scratch.scores, source.positions.length);
            Arrays.fill(weights, offset, offset + memory.time, 0);
            scratch.context.clear();
            for (int i = 0; i < source.positions.length; i++) {
                weights[offset + source.positions[i]] = scratch.scores[i];
                scratch.context.add(scratch.scores[i], source.values[i]);
            }
            scratch.context.store(contexts, b * spec.memorySize());
        }
    }

    /** Working memory of one call. */
    private static final class Scratch {
        final RaisedRows.@Nullable Query raised; // null: the keys are not raised
        final HostRow query;
        final HostRow tanh;
        final HostRow context;
        final float[] work;
        final float[] scores;

        Scratch(AttentionSpec spec, RaisedRows.@Nullable Score score, int time) {
            raised = score == null ? null : new RaisedRows.Query(score);
            query = new HostRow(spec.keySize());
            tanh = new HostRow(spec.keySize());
            context = new HostRow(spec.memorySize());
            work = query.work();
            scores = new float[time];
        }
    }

    /** Those of a source's real positions, of the query from {@code at} on and the coverage from {@code offset} on. */
    private void scores(
            Source source, float[] queries, int at, float @Nullable [] covered, int offset, Scratch scratch) {
        if (source.raised != null && scratch.raised != null) {
            scratch.raised.load(queries, at);
            source.raised.tanhSums(scratch.raised, scratch.scores);
            return;
        }
        scratch.query.load(queries, at);
        for (int i = 0; i < source.positions.length; i++) {
            float cov = covered == null ? 0 : covered[offset + source.positions[i]];
            if (spec.score().isAdditive()) {
                scratch.tanh.tanh(scratch.query, source.keys[i], cov, coverage);
                scratch.scores[i] = score.dot(scratch.tanh, scratch.work);
            } else {
                scratch.scores[i] = scratch.query.dot(source.keys[i], scratch.work) + cov * coverageScale;
            }
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
