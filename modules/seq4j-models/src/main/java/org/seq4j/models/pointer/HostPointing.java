package org.seq4j.models.pointer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.Buffer;
import org.seq4j.models.kernel.HostArrays;
import org.seq4j.models.kernel.HostRow;
import org.seq4j.models.kernel.HostTable;
import org.seq4j.models.kernel.HostThreads;
import org.seq4j.models.kernel.MatrixProduct;
import org.seq4j.models.node.TimeMajor;

/**
 * The scores in floats on the CPU: loops over rows of Java arrays, large products in native code. Every example is walked by itself, so that its keys stay in the
 * cache, and the examples are shared out over the threads. The tanh are had from exponentials (see {@link HostRow#raise}), and computed again in the backward pass.
 */
final class HostPointing implements PointingScores {
    private static final float FAR_BELOW = (float) Pointing.FAR_BELOW;

    private final Buffer projection = new Buffer(DataType.FLOAT);
    private @Nullable Batch batch;
    private @Nullable Tables tables;
    private float[] flat = {}; // [T * B, S + 1]

    @Override
    public void forward(PointingWeights weights, INDArray queries, INDArray memory, Masks masks, INDArray scores) {
        int width = (int) weights.score().length();
        if (tables == null || tables.width != width) {
            tables = new Tables(width);
        }
        Batch next = new Batch(weights, TimeMajor.rows(queries), TimeMajor.rows(memory), masks, tables, scores);
        next.forward(scores);
        batch = next;
    }

    @Override
    public void backward(INDArray dScores, PointingWeights gradients, INDArray dQueries, INDArray dMemory) {
        if (batch == null) {
            throw new IllegalStateException("there is no forward pass to go back over");
        }
        batch.backward(dScores, gradients, TimeMajor.rows(dQueries), TimeMajor.rows(dMemory));
    }

    /** Memory that is kept from batch to batch. */
    private static final class Tables {
        final int width;
        final HostTable keys; // [S * B + 1], the end's last
        final HostTable raisedKeys;
        final HostTable queries; // [T * B]
        final HostTable raisedQueries;
        final HostTable dKeys;
        final HostTable dQueries;
        float[] flatKeys = {}; // [S * B, A]
        float[] flatQueries = {}; // [T * B, A]

        Tables(int width) {
            this.width = width;
            keys = new HostTable(width);
            raisedKeys = new HostTable(width);
            queries = new HostTable(width);
            raisedQueries = new HostTable(width);
            dKeys = new HostTable(width);
            dQueries = new HostTable(width);
        }
    }

    /** What one thread works with. */
    private static final class Worker {
        final HostRow tanh;
        final HostRow dScore;
        final HostRow dEnd;
        final float[] work;
        float shared; // what all elements of the gradient of v share

        Worker(int width) {
            tanh = new HostRow(width);
            dScore = new HostRow(width);
            dEnd = new HostRow(width);
            work = tanh.work();
        }
    }

    private final class Batch {
        private final PointingWeights weights;
        private final INDArray queries; // [T * B, H]
        private final INDArray memory; // [S * B, M]
        private final Masks masks;
        private final Tables tables;
        private final HostRow v;
        private final HostRow none;
        private final float vSum;
        private final boolean[] queryIsRaised;
        private final boolean[] keyIsRaised;
        private final int time;
        private final int examples;
        private final int elements;

        Batch(PointingWeights weights, INDArray queries, INDArray memory, Masks masks, Tables tables, INDArray scores) {
            this.weights = weights;
            this.queries = queries;
            this.memory = memory;
            this.masks = masks;
            this.tables = tables;
            time = (int) scores.size(0);
            examples = (int) scores.size(1);
            elements = (int) scores.size(2) - 1;
            v = HostRow.of(weights.score().toFloatVector());
            vSum = v.sum();
            none = new HostRow(tables.width);
            queryIsRaised = new boolean[time * examples];
            keyIsRaised = new boolean[elements * examples + 1];
        }

        private int parts() {
            return Math.min(HostThreads.count(), examples);
        }

        private int end() {
            return elements * examples;
        }

        private boolean isReal(float @Nullable [] mask, int b, int place, int length) {
            return mask == null || mask[b * length + place] != 0;
        }

        void forward(INDArray scores) {
            INDArray projected = projection.of(end(), tables.width);
            MatrixProduct.multiply(memory, false, weights.key(), false, projected, 1, 0);
            tables.flatKeys = filled(tables.flatKeys, projected);
            INDArray one = projection.of(1, tables.width);
            MatrixProduct.multiply(endRow(weights.end()), false, weights.key(), false, one, 1, 0);
            tables.keys.load(one, end()); // and room for the others
            INDArray some = projection.of(queries.size(0), tables.width);
            MatrixProduct.multiply(queries, false, weights.query(), false, some, 1, 0);
            tables.flatQueries = filled(tables.flatQueries, some);
            tables.queries.atLeast(queryIsRaised.length);
            tables.raisedKeys.atLeast(end() + 1);
            tables.raisedQueries.atLeast(queryIsRaised.length);
            keyIsRaised[end()] = tables.raisedKeys.row(end()).raise(tables.keys.row(end()));
            flat = flat.length < scores.length() ? new float[(int) scores.length()] : flat;
            HostThreads.run(examples, parts(), (part, from, to) -> {
                Worker worker = new Worker(tables.width);
                for (int b = from; b < to; b++) {
                    forward(b, worker);
                }
            });
            HostArrays.copy(flat, scores);
        }

        private static float[] filled(float[] held, INDArray array) {
            float[] result = held.length < array.length() ? new float[(int) array.length()] : held;
            HostArrays.copy(array, result);
            return result;
        }

        private INDArray endRow(INDArray end) {
            return end.reshape('c', new long[] {1, end.length()});
        }

        private void forward(int b, Worker worker) {
            for (int s = 0; s < elements; s++) {
                if (isReal(masks.memory(), b, s, elements)) {
                    int row = s * examples + b;
                    tables.keys.row(row).load(tables.flatKeys, row * tables.width);
                    keyIsRaised[row] = tables.raisedKeys.row(row).raise(tables.keys.row(row));
                }
            }
            for (int t = 0; t < time; t++) {
                int query = t * examples + b;
                int at = query * (elements + 1);
                if (!isReal(masks.queries(), b, t, time)) {
                    Arrays.fill(flat, at, at + elements + 1, 0);
                    continue;
                }
                tables.queries.row(query).load(tables.flatQueries, query * tables.width);
                queryIsRaised[query] = tables.raisedQueries.row(query).raise(tables.queries.row(query));
                flat[at] = score(query, end(), worker);
                for (int s = 0; s < elements; s++) {
                    flat[at + 1 + s] =
                            isReal(masks.memory(), b, s, elements) ? score(query, s * examples + b, worker) : FAR_BELOW;
                }
            }
        }

        private float score(int query, int key, Worker worker) {
            if (queryIsRaised[query] && keyIsRaised[key]) {
                return v.tanhSum(vSum, tables.raisedQueries.row(query), tables.raisedKeys.row(key), worker.work);
            }
            worker.tanh.tanh(tables.queries.row(query), tables.keys.row(key), 0, none);
            return v.dot(worker.tanh, worker.work);
        }

        void backward(INDArray dScores, PointingWeights gradients, INDArray dQueries, INDArray dMemory) {
            HostArrays.copy(dScores, flat);
            tables.dKeys.atLeast(end());
            tables.dQueries.atLeast(time * examples);
            Worker[] workers = new Worker[parts()];
            HostThreads.run(examples, workers.length, (part, from, to) -> {
                Worker worker = new Worker(tables.width);
                workers[part] = worker;
                for (int b = from; b < to; b++) {
                    backward(b, worker);
                }
            });
            HostRow dScore = new HostRow(tables.width);
            HostRow dEnd = new HostRow(tables.width);
            for (Worker worker : workers) {
                dScore.add(1, worker.dScore);
                dScore.add(worker.shared);
                dEnd.add(1, worker.dEnd);
            }
            copy(dScore, gradients.score());
            MatrixProducts of = new MatrixProducts();
            of.queries(gradients, dQueries);
            of.memory(gradients, dMemory, dEnd);
        }

        private void copy(HostRow from, INDArray to) {
            float[] values = new float[from.width()];
            from.store(values, 0);
            HostArrays.copy(values, to);
        }

        /** The gradients of the projections of one example, which replace the projections. */
        private void backward(int b, Worker worker) {
            for (int s = 0; s < elements; s++) {
                tables.dKeys.row(s * examples + b).clear();
            }
            for (int t = 0; t < time; t++) {
                int query = t * examples + b;
                HostRow dQuery = tables.dQueries.row(query);
                dQuery.clear();
                if (isReal(masks.queries(), b, t, time)) {
                    backward(b, query, worker, dQuery);
                }
                dQuery.store(tables.flatQueries, query * tables.width);
            }
            for (int s = 0; s < elements; s++) {
                int key = s * examples + b;
                tables.dKeys.row(key).store(tables.flatKeys, key * tables.width);
            }
        }

        private void backward(int b, int query, Worker worker, HostRow dQuery) {
            int at = query * (elements + 1);
            backward(query, end(), flat[at], worker, dQuery, worker.dEnd);
            for (int s = 0; s < elements; s++) {
                float d = flat[at + 1 + s];
                if (d != 0 && isReal(masks.memory(), b, s, elements)) {
                    int key = s * examples + b;
                    backward(query, key, d, worker, dQuery, tables.dKeys.row(key));
                }
            }
        }

        private void backward(int query, int key, float d, Worker worker, HostRow dQuery, HostRow dKey) {
            if (queryIsRaised[query] && keyIsRaised[key]) {
                worker.shared += d;
                v.tanhSumBackward(
                        d, tables.raisedQueries.row(query), tables.raisedKeys.row(key), worker.dScore, dQuery, dKey);
                return;
            }
            worker.tanh.tanh(tables.queries.row(query), tables.keys.row(key), 0, none);
            worker.dScore.add(d, worker.tanh);
            worker.tanh.tanhBackward(d, v);
            dQuery.add(1, worker.tanh);
            dKey.add(1, worker.tanh);
        }

        /** From the gradients of the projections to those of what was projected, and of the matrices. */
        private final class MatrixProducts {
            void queries(PointingWeights gradients, INDArray dQueries) {
                INDArray d = projection.of(queries.size(0), tables.width);
                HostArrays.copy(tables.flatQueries, d);
                MatrixProduct.multiply(d, false, weights.query(), true, dQueries, 1, 0);
                MatrixProduct.multiply(queries, true, d, false, gradients.query(), 1, 0);
            }

            void memory(PointingWeights gradients, INDArray dMemory, HostRow dEnd) {
                INDArray d = projection.of(end(), tables.width);
                HostArrays.copy(tables.flatKeys, d);
                MatrixProduct.multiply(d, false, weights.key(), true, dMemory, 1, 0);
                MatrixProduct.multiply(memory, true, d, false, gradients.key(), 1, 0);
                INDArray one = projection.of(1, tables.width);
                copy(dEnd, one);
                MatrixProduct.multiply(one, false, weights.key(), true, endRow(gradients.end()), 1, 0);
                MatrixProduct.multiply(endRow(weights.end()), true, one, false, gradients.key(), 1, 1);
            }
        }
    }
}
