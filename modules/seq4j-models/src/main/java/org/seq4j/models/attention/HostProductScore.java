package org.seq4j.models.attention;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.HostRow;
import org.seq4j.models.kernel.HostTable;

/** {@code q . m + cov wc}: the dot score, and the general one once the query is projected. */
final class HostProductScore extends HostScore {
    private final HostTable queries;
    private final float[] work;
    private HostTable keys;
    private HostTable dKeys;
    private float coverage;
    private double dCoverage;

    HostProductScore(AttentionSpec spec) {
        queries = new HostTable(spec.keySize());
        keys = queries;
        dKeys = queries;
        work = new HostRow(spec.keySize()).work();
    }

    @Override
    void start(AttentionWeights weights, INDArray memory, HostTable memoryRows, int queryRows) {
        keys = memoryRows;
        queries.atLeast(queryRows);
        coverage = weights.coverage() == null ? 0 : weights.coverage().getFloat(0);
    }

    @Override
    void queries(INDArray projected, int at) {
        queries.load(projected, at);
    }

    @Override
    float score(int query, int key, float covered) {
        return queries.row(query).dot(keys.row(key), work) + covered * coverage;
    }

    @Override
    void startBackward(HostTable dMemoryRows) {
        dKeys = dMemoryRows;
        dCoverage = 0;
    }

    @Override
    float backward(int query, int key, float covered, float d, HostRow dQuery) {
        dQuery.add(d, keys.row(key));
        dKeys.row(key).add(d, queries.row(query));
        dCoverage += d * covered;
        return d * coverage;
    }

    @Override
    void finish(AttentionWeights weights, AttentionWeights gradients, INDArray memory, INDArray dMemory) {
        if (gradients.coverage() != null) {
            gradients.coverage().assign(dCoverage);
        }
    }
}
