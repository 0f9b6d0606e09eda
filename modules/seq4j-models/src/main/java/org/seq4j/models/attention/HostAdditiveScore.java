package org.seq4j.models.attention;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.MatrixProduct;
import org.seq4j.models.node.HostArrays;

/**
 * {@code v . tanh(q + k + cov wc)} of projected queries and keys. Without coverage it is had from the exponentials of both (see {@link HostRows#exponential}), but for values
 * so large that these would overflow. The tanh is computed again in the backward pass, since storing {@code [T, B, S, A]} of them would take longer.
 */
final class HostAdditiveScore extends HostScore {
    private final int size;
    private final boolean hasCoverage;
    private final Buffer projection = new Buffer(DataType.FLOAT);
    private final HostTable keys;
    private final HostTable raisedKeys;
    private final HostTable queries;
    private final HostTable dKeys;
    private final float[] work;
    private final float[] dScore;
    private final float[] dCoverage;
    private boolean[] quick = {}; // whether a row of queries has exponentials
    private float[] v = {};
    private float vSum;
    private float[] wc = {};
    private float shared; // what all elements of the gradient of v share
    private boolean quickKeys;
    private int rows; // S * B

    HostAdditiveScore(AttentionSpec spec) {
        size = spec.keySize();
        hasCoverage = spec.coverage();
        keys = new HostTable(size);
        raisedKeys = new HostTable(size);
        queries = new HostTable(size);
        dKeys = new HostTable(size);
        work = new float[size];
        dScore = new float[size];
        dCoverage = new float[size];
    }

    @Override
    void start(AttentionWeights weights, INDArray memory, float[][] memoryRows, int queryRows) {
        rows = (int) memory.size(0);
        INDArray projected = projection.of(rows, size);
        MatrixProduct.multiply(memory, false, present(weights.key()), false, projected, 1, 0);
        keys.atLeast(rows);
        keys.load(projected, 0);
        v = floats(weights.score());
        vSum = HostRows.sum(v, size);
        wc = floats(weights.coverage());
        quickKeys = !hasCoverage && raise();
        queries.atLeast(queryRows);
        if (quick.length < queryRows) {
            quick = new boolean[queryRows];
        }
    }

    private boolean raise() {
        raisedKeys.atLeast(rows);
        for (int i = 0; i < rows; i++) {
            if (!HostRows.exponential(keys.row(i), raisedKeys.row(i), size)) {
                return false;
            }
        }
        return true;
    }

    @Override
    void queries(INDArray projected, int at) {
        queries.load(projected, at);
        int end = at + (int) projected.size(0);
        for (int i = at; i < end; i++) {
            quick[i] = quickKeys && HostRows.exponential(queries.row(i), queries.row(i), size);
        }
    }

    @Override
    float score(int query, int key, float covered) {
        if (quick[query]) {
            return HostRows.score(v, vSum, queries.row(query), raisedKeys.row(key), work, size);
        }
        HostRows.tanh(queries.row(query), keys.row(key), covered, wc, work, size);
        return HostRows.dot(v, work, size);
    }

    @Override
    void startBackward(float[][] dMemoryRows) {
        dKeys.clear(rows);
        Arrays.fill(dScore, 0);
        Arrays.fill(dCoverage, 0);
        shared = 0;
    }

    @Override
    float backward(int query, int key, float covered, float d, float[] dQuery) {
        float[] dKey = dKeys.row(key);
        if (quick[query]) {
            shared += d;
            HostRows.scoreBackward(d, v, queries.row(query), raisedKeys.row(key), dScore, dQuery, dKey, work, size);
            return 0;
        }
        HostRows.tanh(queries.row(query), keys.row(key), covered, wc, work, size);
        HostRows.add(d, work, dScore, size);
        HostRows.tanhBackward(d, v, work, size);
        HostRows.add(1, work, dQuery, size);
        HostRows.add(1, work, dKey, size);
        if (!hasCoverage) {
            return 0;
        }
        HostRows.add(covered, work, dCoverage, size);
        return HostRows.dot(work, wc, size);
    }

    @Override
    void finish(AttentionWeights weights, AttentionWeights gradients, INDArray memory, INDArray dMemory) {
        for (int j = 0; j < size; j++) {
            dScore[j] += shared;
        }
        HostArrays.copy(dScore, present(gradients.score()));
        if (gradients.coverage() != null) {
            HostArrays.copy(dCoverage, gradients.coverage());
        }
        INDArray d = projection.of(rows, size);
        dKeys.store(0, d);
        MatrixProduct.multiply(memory, true, d, false, present(gradients.key()), 1, 0);
        MatrixProduct.multiply(d, false, present(weights.key()), true, dMemory, 1, 1);
    }

    private static INDArray present(@Nullable INDArray value) {
        if (value == null) {
            throw new IllegalStateException("an additive score lacks one of its parameters");
        }
        return value;
    }
}
