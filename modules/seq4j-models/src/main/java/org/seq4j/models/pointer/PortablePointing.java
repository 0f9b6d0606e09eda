package org.seq4j.models.pointer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The scores in ND4J operations, step by step: any data type, any device; the reference of the other. */
final class PortablePointing implements PointingScores {
    private final DataType type;
    private @Nullable Batch batch;

    PortablePointing(DataType type) {
        this.type = type;
    }

    @Override
    public void forward(PointingWeights weights, INDArray queries, INDArray memory, Masks masks, INDArray scores) {
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            Batch next = new Batch(weights, queries, memory, masks);
            next.forward(scores);
            batch = next;
        }
    }

    @Override
    public void backward(INDArray dScores, PointingWeights gradients, INDArray dQueries, INDArray dMemory) {
        Batch last = batch;
        if (last == null) {
            throw new IllegalStateException("there is no forward pass to go back over");
        }
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            last.backward(dScores, gradients, dQueries, dMemory);
        }
    }

    private final class Batch {
        private final PointingWeights weights;
        private final INDArray queries; // [T, B, H]
        private final INDArray memory; // [S + 1, B, M], e_0 first
        private final INDArray keys; // [S + 1, B, A]
        private final INDArray real; // [B, S + 1]
        private final INDArray realSteps; // [T, B]
        private final INDArray v; // [1, 1, A]
        private final long time;
        private final long examples;
        private final long outcomes; // S + 1

        Batch(PointingWeights weights, INDArray queries, INDArray elements, Masks masks) {
            this.weights = weights;
            this.queries = queries;
            time = queries.size(0);
            examples = queries.size(1);
            long size = weights.end().length();
            INDArray ends = Nd4j.create(type, new long[] {1, examples, size}, 'c')
                    .addi(weights.end().reshape(1, 1, size));
            memory = Nd4j.concat(0, ends, elements).dup('c');
            outcomes = memory.size(0);
            keys = rows(memory).mmul(weights.key()).dup('c').reshape('c', outcomes, examples, width());
            real = Nd4j.ones(type, examples, outcomes);
            if (masks.memory() != null) {
                real.get(NDArrayIndex.all(), NDArrayIndex.interval(1, outcomes))
                        .assign(array(masks.memory(), examples, outcomes - 1));
            }
            realSteps = masks.queries() == null
                    ? Nd4j.ones(type, time, examples)
                    : array(masks.queries(), examples, time).permute(1, 0).dup('c');
            v = weights.score().reshape('c', 1, 1, width());
        }

        private INDArray array(float[] values, long rows, long columns) {
            return Nd4j.createFromArray(values).castTo(type).reshape('c', rows, columns);
        }

        private long width() {
            return weights.score().length();
        }

        private INDArray rows(INDArray array) {
            return array.reshape('c', array.size(0) * array.size(1), array.size(2));
        }

        private INDArray step(INDArray array, long t) {
            return array.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all())
                    .dup('c');
        }

        /** [S + 1, B, A]. */
        private INDArray hidden(long t) {
            INDArray query = step(queries, t).mmul(weights.query()).dup('c');
            return Transforms.tanh(keys.add(query.reshape('c', 1, examples, width())), false);
        }

        private INDArray realStep(long t) {
            return realSteps.getRow(t).reshape('c', examples, 1);
        }

        void forward(INDArray scores) {
            for (long t = 0; t < time; t++) {
                INDArray u = hidden(t).mul(v).sum(2).permute(1, 0).dup('c');
                u.muli(real).addi(real.rsub(1).muli(Pointing.FAR_BELOW)).muliColumnVector(realStep(t));
                scores.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all())
                        .assign(u);
            }
        }

        void backward(INDArray dScores, PointingWeights gradients, INDArray dQueries, INDArray dMemory) {
            INDArray dKeys = Nd4j.create(type, keys.shape(), 'c');
            INDArray dScore = Nd4j.create(type, width());
            INDArray dQuery = Nd4j.create(type, weights.query().shape(), 'c');
            for (long t = 0; t < time; t++) {
                INDArray du = step(dScores, t).muli(real).muliColumnVector(realStep(t));
                INDArray d = du.permute(1, 0).dup('c').reshape('c', outcomes, examples, 1);
                INDArray h = hidden(t);
                dScore.addi(h.mul(d).sum(0, 1));
                INDArray inside = h.muli(h).rsubi(1).muli(d).muli(v); // [S + 1, B, A]
                dKeys.addi(inside);
                INDArray dProjected = inside.sum(0);
                dQuery.addi(step(queries, t).transpose().mmul(dProjected));
                dQueries.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all())
                        .assign(dProjected.mmul(weights.query().transpose()));
            }
            INDArray d = rows(dKeys);
            INDArray dAll = d.mmul(weights.key().transpose())
                    .dup('c')
                    .reshape('c', outcomes, examples, weights.end().length());
            dMemory.assign(dAll.get(NDArrayIndex.interval(1, outcomes), NDArrayIndex.all(), NDArrayIndex.all()));
            gradients.end().assign(step(dAll, 0).sum(0));
            gradients.key().assign(rows(memory).transpose().mmul(d));
            gradients.query().assign(dQuery);
            gradients.score().assign(dScore);
        }
    }
}
