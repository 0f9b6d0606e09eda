package org.seq4j.models.attention;

import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code q . m + cov wc}: the dot score, and the general one once the query is projected. */
final class HostProductScore extends HostScore {
    private final int size;
    private final HostTable queries;
    private float[][] keys = {};
    private float[][] dKeys = {};
    private float coverage;
    private double dCoverage;

    HostProductScore(AttentionSpec spec) {
        size = spec.keySize();
        queries = new HostTable(size);
    }

    @Override
    void start(AttentionWeights weights, INDArray memory, float[][] memoryRows, int queryRows) {
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
        return HostRows.dot(queries.row(query), keys[key], size) + covered * coverage;
    }

    @Override
    void startBackward(float[][] dMemoryRows) {
        dKeys = dMemoryRows;
        dCoverage = 0;
    }

    @Override
    float backward(int query, int key, float covered, float d, float[] dQuery) {
        HostRows.add(d, keys[key], dQuery, size);
        HostRows.add(d, queries.row(query), dKeys[key], size);
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
