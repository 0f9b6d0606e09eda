package org.seq4j.models.attention;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The attention in ND4J operations, step by step: any data type, any device; the reference of the others. */
final class PortableMechanism implements AttentionMechanism {
    /** Added to the scores of padding, whose weights are then multiplied by 0. */
    private static final double FAR_BELOW = -1e30;

    private final AttentionSpec spec;
    private final DataType type;

    private @Nullable Batch batch;

    PortableMechanism(AttentionSpec spec, DataType type) {
        this.spec = spec;
        this.type = type;
    }

    @Override
    public void start(
            AttentionWeights weights,
            INDArray memory,
            float @Nullable [] mask,
            int steps,
            @Nullable INDArray dropout,
            boolean training) {
        batch = null;
        AttentionMechanism.checkMemory(spec, memory);
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            batch = new Batch(weights, memory, mask, steps, dropout);
        }
    }

    private Batch batch() {
        if (batch == null) {
            throw new IllegalStateException("the attention has not been started");
        }
        return batch;
    }

    @Override
    public void forward(int from, int to, INDArray queries, INDArray contexts) {
        Batch b = batch();
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            for (int t = from; t < to; t++) {
                b.forward(t, b.step(queries, t - from), b.step(contexts, t - from));
            }
        }
    }

    @Override
    public INDArray weights() {
        return batch().attention;
    }

    @Override
    public double coverageLoss(float @Nullable [] targetMask) {
        Batch b = batch();
        if (!spec.coverage()) {
            return 0;
        }
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray least = Transforms.min(b.attention, b.covered(), true).sum(2);
            return least.muli(b.real(targetMask)).sumNumber().doubleValue();
        }
    }

    @Override
    public void startBackward(double coverageScale, float @Nullable [] targetMask) {
        Batch b = batch();
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            b.startBackward(coverageScale, targetMask);
        }
    }

    @Override
    public void backward(
            int from, int to, INDArray queries, INDArray dContexts, @Nullable INDArray dWeights, INDArray dQueries) {
        Batch b = batch();
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            for (int t = to - 1; t >= from; t--) {
                int i = t - from;
                b.backward(
                        t,
                        b.step(queries, i),
                        b.step(dContexts, i),
                        dWeights == null ? null : b.step(dWeights, i),
                        b.step(dQueries, i));
            }
        }
    }

    @Override
    public void finish(AttentionWeights gradients, INDArray dMemory) {
        Batch b = batch();
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            b.finish(gradients, dMemory);
        }
    }

    /** One batch; B, S, M, A as the package says. */
    private final class Batch {
        private final AttentionWeights weights;
        private final INDArray memory; // [S, B, M]
        private final INDArray keys; // [S, B, K]
        private final INDArray mask; // [B, S]
        private final INDArray attention; // [T, B, S]
        private final @Nullable INDArray dropout; // [T, B, S]
        private final long examples;
        private final long positions;

        // the backward pass
        private @Nullable AttentionWeights gradients;
        private @Nullable INDArray dMemory; // [S, B, M]
        private @Nullable INDArray dKeys; // [S, B, K]
        private @Nullable INDArray dCovered; // [B, S], the gradient of the coverage from all later steps
        private @Nullable INDArray coverageScale; // [T, B]

        Batch(
                AttentionWeights weights,
                INDArray memory,
                float @Nullable [] mask,
                int steps,
                @Nullable INDArray dropout) {
            this.weights = weights;
            this.memory = memory;
            positions = memory.size(0);
            examples = memory.size(1);
            this.mask = mask == null
                    ? Nd4j.ones(type, examples, positions)
                    : Nd4j.createFromArray(mask).castTo(type).reshape('c', examples, positions);
            this.dropout = dropout;
            attention = Nd4j.create(type, new long[] {steps, examples, positions}, 'c');
            keys = weights.key() == null ? memory : project(memory, weights.key());
        }

        private INDArray project(INDArray rows, INDArray matrix) {
            long[] shape = rows.shape().clone();
            long width = shape[shape.length - 1];
            shape[shape.length - 1] = matrix.size(1);
            return rows.reshape('c', rows.length() / width, width)
                    .mmul(matrix)
                    .dup('c')
                    .reshape('c', shape);
        }

        /** The rows of one step of a matrix of several. */
        INDArray step(INDArray rows, long number) {
            return RowViews.rows(rows, number * examples, (number + 1) * examples);
        }

        private INDArray attention(long t) {
            return attention.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all());
        }

        /** [B, S] as [S, B, 1]. */
        private INDArray overFeatures(INDArray weights) {
            return weights.permute(1, 0).dup('c').reshape('c', positions, examples, 1);
        }

        /** [B, K] as [1, B, K]. */
        private INDArray overPositions(INDArray rows) {
            return rows.dup('c').reshape('c', 1, examples, rows.size(1));
        }

        /** The coverage before step t, [B, S]. */
        private INDArray covered(long t) {
            return t == 0
                    ? Nd4j.create(type, examples, positions)
                    : attention
                            .get(NDArrayIndex.interval(0, t), NDArrayIndex.all(), NDArrayIndex.all())
                            .sum(0);
        }

        /** The coverage before every step, [T, B, S]. */
        INDArray covered() {
            INDArray result = Nd4j.create(type, attention.shape(), 'c');
            for (long t = 1; t < attention.size(0); t++) {
                result.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all())
                        .assign(covered(t));
            }
            return result;
        }

        private INDArray projectedQuery(INDArray query) {
            return overPositions(weights.query() == null ? query : query.mmul(weights.query()));
        }

        /** tanh(s Wq + m Wm + cov wc), [S, B, A]. */
        private INDArray hidden(INDArray query, INDArray covered) {
            INDArray x = keys.add(projectedQuery(query));
            if (weights.coverage() != null) {
                x.addi(overFeatures(covered).mul(weights.coverage().reshape('c', 1, 1, spec.attentionSize())));
            }
            return Transforms.tanh(x, false);
        }

        private INDArray scoreVector() {
            return required(weights.score()).reshape('c', 1, 1, spec.attentionSize());
        }

        /** [B, S]. */
        private INDArray scores(INDArray query, INDArray covered) {
            if (spec.score().isAdditive()) {
                return hidden(query, covered).mul(scoreVector()).sum(2).permute(1, 0);
            }
            INDArray scores = keys.mul(projectedQuery(query)).sum(2).permute(1, 0);
            return weights.coverage() == null
                    ? scores
                    : scores.add(covered.mul(weights.coverage().getDouble(0)));
        }

        private INDArray softmax(INDArray scores) {
            INDArray shifted = scores.mul(mask).addi(mask.rsub(1).muli(FAR_BELOW));
            INDArray e = Transforms.exp(shifted.subColumnVector(shifted.max(true, 1)), false)
                    .muli(mask);
            INDArray sum = e.sum(true, 1);
            return e.diviColumnVector(sum.addi(sum.eq(0).castTo(type))); // 0 / 1 where nothing is real
        }

        private INDArray dropped(long t) {
            return dropout == null
                    ? attention(t)
                    : attention(t).mul(dropout.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all()));
        }

        void forward(long t, INDArray query, INDArray context) {
            attention(t).assign(softmax(scores(query, covered(t))));
            context.assign(memory.mul(overFeatures(dropped(t))).sum(0));
        }

        /** [T, B]. */
        INDArray real(float @Nullable [] targetMask) {
            return targetMask == null
                    ? Nd4j.ones(type, attention.size(0), examples)
                    : Nd4j.createFromArray(targetMask).castTo(type).reshape('c', attention.size(0), examples);
        }

        void startBackward(double scale, float @Nullable [] targetMask) {
            coverageScale = real(targetMask).muli(scale);
            dMemory = Nd4j.create(type, memory.shape(), 'c');
            dKeys = Nd4j.create(type, keys.shape(), 'c');
            dCovered = Nd4j.create(type, examples, positions);
            gradients = new AttentionWeights(
                    zeros(weights.query()),
                    zeros(weights.key()),
                    zeros(weights.score()),
                    zeros(weights.coverage()),
                    weights.output(),
                    weights.outputBias(),
                    null,
                    null);
        }

        private @Nullable INDArray zeros(@Nullable INDArray like) {
            return like == null ? null : Nd4j.create(type, like.shape(), 'c');
        }

        void backward(long t, INDArray query, INDArray dContext, @Nullable INDArray dWeights, INDArray dQuery) {
            INDArray a = attention(t);
            INDArray covered = covered(t);
            INDArray dc = overPositions(dContext);
            required(dMemory).addi(overFeatures(dropped(t)).mul(dc));
            INDArray da = memory.mul(dc).sum(2).permute(1, 0).dup('c');
            if (dropout != null) {
                da.muli(dropout.get(NDArrayIndex.point(t), NDArrayIndex.all(), NDArrayIndex.all()));
            }
            if (dWeights != null) {
                da.addi(dWeights);
            }
            if (spec.coverage()) {
                coverageBackward(t, a, covered, da);
            }
            INDArray ds = da.subColumnVector(a.mul(da).sum(true, 1)).muli(a); // the softmax
            dQuery.assign(spec.score().isAdditive() ? additive(query, covered, ds) : products(query, covered, ds));
        }

        /** Adds the gradient that the coverage of later steps and this step's min(a, cov) have for a; and this step's for the coverage before it. */
        private void coverageBackward(long t, INDArray a, INDArray covered, INDArray da) {
            INDArray later = required(dCovered);
            da.addi(later);
            INDArray scale = required(coverageScale).getRow(t).reshape('c', examples, 1);
            INDArray isLess = a.lt(covered).castTo(type);
            da.addi(isLess.mulColumnVector(scale));
            later.addi(isLess.rsubi(1).muliColumnVector(scale));
        }

        /** The gradient of the query, [B, H]; adds the other ones. */
        private INDArray additive(INDArray query, INDArray covered, INDArray ds) {
            INDArray h = hidden(query, covered);
            INDArray d = overFeatures(ds);
            AttentionWeights sums = required(gradients);
            required(sums.score()).addi(h.mul(d).sum(0, 1));
            INDArray g = h.muli(h).rsubi(1).muli(d).muli(scoreVector()); // [S, B, A]
            required(dKeys).addi(g);
            if (weights.coverage() != null) {
                required(sums.coverage()).addi(g.mul(overFeatures(covered)).sum(0, 1));
                INDArray wc = weights.coverage().reshape('c', 1, 1, spec.attentionSize());
                required(dCovered).addi(g.mul(wc).sum(2).permute(1, 0));
            }
            return queryGradient(query, g.sum(0));
        }

        private INDArray products(INDArray query, INDArray covered, INDArray ds) {
            INDArray d = overFeatures(ds);
            required(dMemory).addi(projectedQuery(query).mul(d));
            if (weights.coverage() != null) {
                required(required(gradients).coverage()).addi(ds.mul(covered).sumNumber());
                required(dCovered).addi(ds.mul(weights.coverage().getDouble(0)));
            }
            return queryGradient(query, memory.mul(d).sum(0));
        }

        private INDArray queryGradient(INDArray query, INDArray dProjected) {
            if (weights.query() == null) {
                return dProjected;
            }
            required(required(gradients).query()).addi(query.transpose().mmul(dProjected));
            return dProjected.mmul(weights.query().transpose());
        }

        void finish(AttentionWeights target, INDArray into) {
            AttentionWeights sums = required(gradients);
            INDArray total = required(dMemory);
            if (weights.key() != null) {
                INDArray d = required(dKeys).reshape('c', positions * examples, spec.attentionSize());
                INDArray rows = memory.reshape('c', positions * examples, spec.memorySize());
                required(sums.key()).addi(rows.transpose().mmul(d));
                total.addi(project(required(dKeys), weights.key().transpose()));
            }
            into.assign(total);
            assign(target.query(), sums.query());
            assign(target.key(), sums.key());
            assign(target.score(), sums.score());
            assign(target.coverage(), sums.coverage());
        }

        private void assign(@Nullable INDArray target, @Nullable INDArray values) {
            if (target != null) {
                target.assign(required(values));
            }
        }

        private <X> X required(@Nullable X value) {
            if (value == null) {
                throw new IllegalStateException("the backward pass has not been started");
            }
            return value;
        }
    }
}
