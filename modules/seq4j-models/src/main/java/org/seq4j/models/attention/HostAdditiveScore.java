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
 * {@code v . tanh(q + k + cov wc)} of projected queries and keys. Without coverage it is had from the exponentials of both (see {@link HostRow#raise}), but for rows
 * so large that these would overflow. The tanh is computed again in the backward pass, since storing {@code [T, B, S, A]} of them would take longer.
 */
final class HostAdditiveScore extends HostScore {
    private final int size;
    private final boolean hasCoverage;
    private final Buffer projection = new Buffer(DataType.FLOAT);
    private final HostTable keys;
    private final HostTable raisedKeys;
    private final HostTable queries;
    private final HostTable raisedQueries;
    private final HostTable dKeys;
    private final HostRow tanh;
    private final HostRow dScore;
    private final HostRow dCoverage;
    private final float[] work;
    private boolean[] keyIsRaised = {};
    private boolean[] queryIsRaised = {};
    private HostRow v;
    private HostRow wc;
    private float vSum;
    private float shared; // what all elements of the gradient of v share
    private int rows; // S * B

    HostAdditiveScore(AttentionSpec spec) {
        size = spec.keySize();
        hasCoverage = spec.coverage();
        keys = new HostTable(size);
        raisedKeys = new HostTable(size);
        queries = new HostTable(size);
        raisedQueries = new HostTable(size);
        dKeys = new HostTable(size);
        tanh = new HostRow(size);
        dScore = new HostRow(size);
        dCoverage = new HostRow(size);
        work = tanh.work();
        v = tanh;
        wc = tanh;
    }

    @Override
    void start(AttentionWeights weights, INDArray memory, HostTable memoryRows, int queryRows) {
        rows = (int) memory.size(0);
        INDArray projected = projection.of(rows, size);
        MatrixProduct.multiply(memory, false, present(weights.key()), false, projected, 1, 0);
        keys.load(projected, 0);
        keyIsRaised = raise(keys, raisedKeys, 0, rows, keyIsRaised);
        v = row(weights.score());
        vSum = v.sum();
        wc = weights.coverage() == null ? v : row(weights.coverage());
        queries.atLeast(queryRows);
    }

    private boolean[] raise(HostTable from, HostTable to, int at, int count, boolean[] flags) {
        if (hasCoverage) {
            return flags;
        }
        boolean[] result = flags.length < at + count ? Arrays.copyOf(flags, at + count) : flags;
        to.atLeast(at + count);
        for (int i = at; i < at + count; i++) {
            result[i] = to.row(i).raise(from.row(i));
        }
        return result;
    }

    private boolean isRaised(int query, int key) {
        return !hasCoverage && queryIsRaised[query] && keyIsRaised[key];
    }

    @Override
    void queries(INDArray projected, int at) {
        queries.load(projected, at);
        queryIsRaised = raise(queries, raisedQueries, at, (int) projected.size(0), queryIsRaised);
    }

    @Override
    float score(int query, int key, float covered) {
        if (isRaised(query, key)) {
            return v.tanhSum(vSum, raisedQueries.row(query), raisedKeys.row(key), work);
        }
        tanh.tanh(queries.row(query), keys.row(key), covered, wc);
        return v.dot(tanh, work);
    }

    @Override
    void startBackward(HostTable dMemoryRows) {
        dKeys.clear(rows);
        dScore.clear();
        dCoverage.clear();
        shared = 0;
    }

    @Override
    float backward(int query, int key, float covered, float d, HostRow dQuery) {
        HostRow dKey = dKeys.row(key);
        if (isRaised(query, key)) {
            shared += d;
            v.tanhSumBackward(d, raisedQueries.row(query), raisedKeys.row(key), dScore, dQuery, dKey);
            return 0;
        }
        tanh.tanh(queries.row(query), keys.row(key), covered, wc);
        dScore.add(d, tanh);
        tanh.tanhBackward(d, v);
        dQuery.add(1, tanh);
        dKey.add(1, tanh);
        if (!hasCoverage) {
            return 0;
        }
        dCoverage.add(covered, tanh);
        return wc.dot(tanh, work);
    }

    @Override
    void finish(AttentionWeights weights, AttentionWeights gradients, INDArray memory, INDArray dMemory) {
        dScore.add(shared);
        copy(dScore, present(gradients.score()));
        if (gradients.coverage() != null) {
            copy(dCoverage, gradients.coverage());
        }
        INDArray d = projection.of(rows, size);
        dKeys.store(0, d);
        MatrixProduct.multiply(memory, true, d, false, present(gradients.key()), 1, 0);
        MatrixProduct.multiply(d, false, present(weights.key()), true, dMemory, 1, 1);
    }

    private static void copy(HostRow from, INDArray to) {
        float[] values = new float[from.width()];
        from.store(values, 0);
        HostArrays.copy(values, to);
    }

    private static INDArray present(@Nullable INDArray value) {
        if (value == null) {
            throw new IllegalStateException("an additive score lacks one of its parameters");
        }
        return value;
    }
}
