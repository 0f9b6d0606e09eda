package org.seq4j.models.attention;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.Buffer;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.kernel.HostRow;
import org.seq4j.models.kernel.HostTable;
import org.seq4j.models.kernel.MatrixProduct;

/**
 * The attention in floats on the CPU: loops over rows of Java arrays, large products in native code. Every example is walked by itself, step by step, so that its
 * keys stay in the cache.
 */
final class HostMechanism implements AttentionMechanism {
    private final AttentionSpec spec;
    private final HostScore score;
    private final HostTable memory;
    private final HostTable dMemory;
    private final HostTable contextGradients; // [T * B][M]
    private final HostTable projectedGradients; // [T * B][K]
    private final Buffer projected = new Buffer(DataType.FLOAT);
    private final Buffer queryGradientBuffer = new Buffer(DataType.FLOAT);
    private final Buffer attentionBuffer = new Buffer(DataType.FLOAT);
    private final HostRow row; // [M]
    private final float[] work;

    private @Nullable AttentionWeights weights;
    private @Nullable INDArray memoryArray; // [S * B, M]
    private int examples;
    private int positions;
    private int steps;
    private int[][] real = {}; // the real positions of each example
    private float[][] attention = {}; // [T * B][S]
    private float[][] covered = {}; // [T * B][S], the sum of the attention of the steps before
    private float @Nullable [] dropout; // [T * B * S]
    private float[] dropoutBuffer = {};
    private float[] flat = {}; // [n * B, M]
    private float[] dWeightsFlat = {}; // [n * B, S]
    private float[] scores = {}; // [S]

    private float[][] dCovered = {}; // [B][S], the gradient of the coverage from all later steps
    private double coverageScale;
    private float @Nullable [] targetMask;
    private boolean wroteQueryGradient;

    HostMechanism(AttentionSpec spec) {
        this.spec = spec;
        score = HostScore.of(spec);
        memory = new HostTable(spec.memorySize());
        dMemory = new HostTable(spec.memorySize());
        contextGradients = new HostTable(spec.memorySize());
        projectedGradients = new HostTable(spec.keySize());
        row = new HostRow(spec.memorySize());
        work = row.work();
    }

    @Override
    public void start(
            AttentionWeights w,
            INDArray values,
            float @Nullable [] mask,
            int time,
            @Nullable INDArray factors,
            boolean training) {
        AttentionMechanism.checkMemory(spec, values);
        positions = (int) values.size(0);
        examples = (int) values.size(1);
        steps = time;
        weights = w;
        INDArray rows = values.reshape('c', (long) positions * examples, spec.memorySize());
        memoryArray = rows;
        memory.load(rows, 0);
        real = new int[examples][];
        for (int b = 0; b < examples; b++) {
            real[b] = Positions.real(mask, b, positions);
        }
        attention = rows(attention, steps * examples, positions);
        covered = spec.coverage() ? rows(covered, steps * examples, positions) : covered;
        scores = new float[positions];
        dropout = null;
        if (factors != null) {
            dropoutBuffer = atLeast(dropoutBuffer, steps * examples * positions);
            HostArrays.copy(factors, dropoutBuffer);
            dropout = dropoutBuffer;
        }
        score.start(w, rows, memory, steps * examples);
    }

    /** Rows of zeros; the former ones where they fit. */
    private static float[][] rows(float[][] held, int count, int width) {
        if (held.length < count || held.length > 0 && held[0].length != width) {
            return new float[count][width];
        }
        for (int i = 0; i < count; i++) {
            Arrays.fill(held[i], 0);
        }
        return held;
    }

    private static float[] atLeast(float[] held, int length) {
        return held.length < length ? new float[length] : held;
    }

    private AttentionWeights weightsInUse() {
        if (weights == null) {
            throw new IllegalStateException("the attention has not been started");
        }
        return weights;
    }

    @Override
    public void forward(int from, int to, INDArray queries, INDArray contexts) {
        INDArray wq = weightsInUse().query();
        INDArray keysSide = queries;
        if (wq != null) {
            keysSide = projected.of(queries.size(0), spec.keySize());
            MatrixProduct.multiply(queries, false, wq, false, keysSide, 1, 0);
        }
        score.queries(keysSide, from * examples);
        int m = spec.memorySize();
        flat = atLeast(flat, (to - from) * examples * m);
        for (int b = 0; b < examples; b++) {
            for (int t = from; t < to; t++) {
                attend(t, b);
                context(t, b);
                row.store(flat, ((t - from) * examples + b) * m);
            }
        }
        HostArrays.copy(flat, contexts);
    }

    /** The weights of one step of one example. */
    private void attend(int t, int b) {
        int query = t * examples + b;
        int[] seen = real[b];
        float[] a = attention[query];
        if (spec.coverage() && t > 0) {
            float[] before = covered[query - examples];
            float[] last = attention[query - examples];
            for (int s = 0; s < positions; s++) {
                covered[query][s] = before[s] + last[s];
            }
        }
        for (int i = 0; i < seen.length; i++) {
            scores[i] = score.score(query, seen[i] * examples + b, spec.coverage() ? covered[query][seen[i]] : 0);
        }
        HostSoftmax.apply(scores, seen.length);
        for (int i = 0; i < seen.length; i++) {
            a[seen[i]] = scores[i];
        }
    }

    private float dropped(int query, int s) {
        float a = attention[query][s];
        return dropout == null ? a : a * dropout[query * positions + s];
    }

    /** The context of one step of one example, into {@link #row}. */
    private void context(int t, int b) {
        row.clear();
        int[] seen = real[b];
        int query = t * examples + b;
        int i = 0;
        for (; i + 3 < seen.length; i += 4) {
            row.add(
                    dropped(query, seen[i]),
                    memory.row(seen[i] * examples + b),
                    dropped(query, seen[i + 1]),
                    memory.row(seen[i + 1] * examples + b),
                    dropped(query, seen[i + 2]),
                    memory.row(seen[i + 2] * examples + b),
                    dropped(query, seen[i + 3]),
                    memory.row(seen[i + 3] * examples + b));
        }
        for (; i < seen.length; i++) {
            row.add(dropped(query, seen[i]), memory.row(seen[i] * examples + b));
        }
    }

    @Override
    public INDArray weights() {
        INDArray result = attentionBuffer.of(steps, examples, positions);
        flat = atLeast(flat, steps * examples * positions);
        for (int i = 0; i < steps * examples; i++) {
            System.arraycopy(attention[i], 0, flat, i * positions, positions);
        }
        HostArrays.copy(flat, result);
        return result;
    }

    @Override
    public double coverageLoss(float @Nullable [] mask) {
        double sum = 0;
        for (int i = 0; spec.coverage() && i < steps * examples; i++) {
            if (mask == null || mask[i] != 0) {
                for (int s = 0; s < positions; s++) {
                    sum += Math.min(attention[i][s], covered[i][s]);
                }
            }
        }
        return sum;
    }

    @Override
    public void startBackward(double scale, float @Nullable [] mask) {
        coverageScale = scale;
        targetMask = mask;
        dMemory.clear(positions * examples);
        dCovered = spec.coverage() ? rows(dCovered, examples, positions) : dCovered;
        projectedGradients.atLeast(steps * examples);
        wroteQueryGradient = false;
        score.startBackward(dMemory);
    }

    @Override
    public void backward(
            int from, int to, INDArray queries, INDArray dContexts, @Nullable INDArray dWeights, INDArray dQueries) {
        AttentionWeights w = weightsInUse();
        int n = (to - from) * examples;
        contextGradients.load(dContexts, from * examples);
        if (dWeights != null) {
            dWeightsFlat = atLeast(dWeightsFlat, n * positions);
            HostArrays.copy(dWeights, dWeightsFlat);
        }
        for (int b = 0; b < examples; b++) {
            for (int t = to - 1; t >= from; t--) {
                int i = (t - from) * examples + b;
                weightGradients(t, b, dWeights == null ? -1 : i * positions);
                scoreGradients(t, b, projectedGradients.row(i));
            }
        }
        if (w.query() == null) {
            projectedGradients.store(0, dQueries);
            return;
        }
        INDArray d = projected.of(n, spec.keySize());
        projectedGradients.store(0, d);
        MatrixProduct.multiply(d, false, w.query(), true, dQueries, 1, 0);
        INDArray sum = queryGradient();
        MatrixProduct.multiply(queries, true, d, false, sum, 1, wroteQueryGradient ? 1 : 0);
        wroteQueryGradient = true;
    }

    private INDArray queryGradient() {
        return queryGradientBuffer.of(spec.querySize(), spec.keySize());
    }

    /** From the gradient of the context to that of the weights, in {@link #scores}. */
    private void weightGradients(int t, int b, int elsewhere) {
        int query = t * examples + b;
        int[] seen = real[b];
        HostRow dContext = contextGradients.row(query);
        for (int i = 0; i < seen.length; i++) {
            int s = seen[i];
            float d = dContext.dot(memory.row(s * examples + b), work);
            if (dropout != null) {
                d *= dropout[query * positions + s];
            }
            scores[i] = elsewhere < 0 ? d : d + dWeightsFlat[elsewhere + s];
        }
    }

    /** Through coverage and softmax to the scores, and on to the projected query {@code [K]}, which is overwritten. */
    private void scoreGradients(int t, int b, HostRow dQuery) {
        int query = t * examples + b;
        int[] seen = real[b];
        float[] a = attention[query];
        boolean counts = targetMask == null || targetMask[query] != 0;
        float mean = 0;
        for (int i = 0; i < seen.length; i++) {
            int s = seen[i];
            if (spec.coverage()) {
                scores[i] += dCovered[b][s];
                if (counts) {
                    boolean isLess = a[s] < covered[query][s];
                    scores[i] += isLess ? (float) coverageScale : 0;
                    dCovered[b][s] += isLess ? 0 : (float) coverageScale;
                }
            }
            mean += a[s] * scores[i];
        }
        dQuery.clear();
        for (int i = 0; i < seen.length; i++) {
            int s = seen[i];
            float d = a[s] * (scores[i] - mean);
            float cov = spec.coverage() ? covered[query][s] : 0;
            float dCov = score.backward(query, s * examples + b, cov, d, dQuery);
            if (spec.coverage()) {
                dCovered[b][s] += dCov;
            }
        }
    }

    @Override
    public void finish(AttentionWeights gradients, INDArray dMemoryArray) {
        AttentionWeights w = weightsInUse();
        INDArray rows = memoryArray;
        if (rows == null) {
            throw new IllegalStateException("the attention has not been started");
        }
        for (int b = 0; b < examples; b++) {
            for (int s : real[b]) {
                memoryGradient(b, s);
            }
        }
        INDArray dRows = dMemoryArray.reshape('c', rows.shape());
        dMemory.store(0, dRows);
        score.finish(w, gradients, rows, dRows);
        if (gradients.query() != null) {
            gradients.query().assign(queryGradient());
        }
    }

    /** Adds what the contexts of all steps have for one position of one example, which stays in the cache. */
    private void memoryGradient(int b, int s) {
        HostRow sum = dMemory.row(s * examples + b);
        int t = 0;
        for (; t + 3 < steps; t += 4) {
            int i = t * examples + b;
            int j = i + examples;
            int k = j + examples;
            int l = k + examples;
            sum.add(
                    dropped(i, s),
                    contextGradients.row(i),
                    dropped(j, s),
                    contextGradients.row(j),
                    dropped(k, s),
                    contextGradients.row(k),
                    dropped(l, s),
                    contextGradients.row(l));
        }
        for (; t < steps; t++) {
            int i = t * examples + b;
            sum.add(dropped(i, s), contextGradients.row(i));
        }
    }
}
