package org.seq4j.models.attention;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.kernel.Buffer;
import org.seq4j.models.kernel.CellState;
import org.seq4j.models.kernel.CellWeights;
import org.seq4j.models.kernel.StepwiseKernel;
import org.seq4j.models.node.TimeMajor;

/**
 * The recurrent layers of an {@link AttentionDecoder}, stepped together: from what is fed back at a step to the state of the top layer, and back. Between two
 * layers lies dropout; a layer above the first may add its input, before dropout, to its output.
 *
 * <p>All arrays are outside of workspaces. Buffers are kept from batch to batch: one thread.
 */
final class DecoderCells {
    private final AttentionDecoder conf;
    private final DataType type;
    private final StepwiseKernel[] layers;
    private final Buffer[] inputs; // of the layers above the first, after dropout, [B, H]
    private final Buffer topBuffer;
    private final Buffer[] gradientBuffers;

    private int time;
    private int batch;
    private @Nullable INDArray @Nullable [] dropout;
    private @Nullable INDArray tops; // only with residual connections, [T*B, H]

    DecoderCells(AttentionDecoder conf, DataType type) {
        this.conf = conf;
        this.type = type;
        int count = conf.numLayers();
        layers = new StepwiseKernel[count];
        inputs = buffers(type, count);
        gradientBuffers = buffers(type, 2);
        topBuffer = new Buffer(type);
        for (int l = 0; l < count; l++) {
            int known = l == 0 ? conf.attention().embeddingSize() : 0;
            layers[l] = new StepwiseKernel(conf.layer(l), known, type);
        }
    }

    /** Buffers that are empty as yet. */
    static Buffer[] buffers(DataType type, int count) {
        Buffer[] result = new Buffer[count];
        for (int i = 0; i < count; i++) {
            result[i] = new Buffer(type);
        }
        return result;
    }

    /**
     * Starts a pass.
     *
     * @param weights of each layer
     * @param x the embeddings {@code [T, B, E]}, after dropout, which must live until {@link #finishBackward}
     * @param lengths real steps of each example; null: all T
     * @param initial h and c {@code [B, L*H]}, lowest layer first; null: zeros
     * @param factors of dropout, which must live until {@link #finishBackward}
     */
    void start(
            CellWeights[] weights,
            INDArray x,
            int @Nullable [] lengths,
            @Nullable CellState initial,
            DecoderDropout.Factors factors) {
        time = (int) x.size(0);
        batch = (int) x.size(1);
        tops = conf.residual() ? topBuffer.of((long) time * batch, conf.hiddenSize()) : null;
        dropout = factors.between();
        INDArray[] recurrent = factors.recurrent();
        for (int l = 0; l < layers.length; l++) {
            INDArray h = recurrent == null ? null : recurrent[l];
            layers[l].start(weights[l], l == 0 ? x : null, time, batch, lengths, slice(initial, l), h);
        }
    }

    private @Nullable CellState slice(@Nullable CellState joined, int layer) {
        if (joined == null) {
            return null;
        }
        INDArray c = joined.c();
        return new CellState(
                columns(joined.h(), layer).dup('c'),
                c == null ? null : columns(c, layer).dup('c'));
    }

    private INDArray columns(INDArray joined, int layer) {
        long size = conf.hiddenSize();
        return joined.get(NDArrayIndex.all(), NDArrayIndex.interval(layer * size, (layer + 1) * size));
    }

    /**
     * One step of every layer.
     *
     * @param fed {@code [B, F]}
     * @return the state of the top layer {@code [B, H]}, 0 where the step is padding
     */
    INDArray step(int t, INDArray fed) {
        INDArray below = layers[0].step(t, fed);
        for (int l = 1; l < layers.length; l++) {
            INDArray input = inputs[l].of(batch, conf.hiddenSize());
            INDArray mask = factors(l, t);
            if (mask == null) {
                input.assign(below);
            } else {
                below.mul(mask, input);
            }
            INDArray h = layers[l].step(t, input);
            if (conf.residual()) {
                h = above(t, l).assign(h).addi(below);
            }
            below = h;
        }
        return below;
    }

    /** The state of the top layer after step t, {@code [B, H]}. */
    INDArray state(int t) {
        return tops == null ? layers[layers.length - 1].hidden(t) : above(t, layers.length - 1);
    }

    /** Where the sum of a residual layer goes: that of the top layer is kept. */
    private INDArray above(int t, int layer) {
        INDArray all = tops;
        return all != null && layer == layers.length - 1
                ? RowViews.step(all, t, batch)
                : inputs[0].of(2, batch, conf.hiddenSize()).get(NDArrayIndex.point(layer % 2));
    }

    private @Nullable INDArray factors(int layer, int t) {
        @Nullable INDArray[] all = dropout;
        INDArray mask = all == null ? null : all[layer];
        return mask == null || mask.rank() == 2 ? mask : RowViews.step(TimeMajor.rows(mask), t, batch);
    }

    /** The states of the top layer at all steps, {@code [T*B, H]}. */
    INDArray states() {
        INDArray sums = tops;
        return sums == null ? layers[layers.length - 1].hiddenRows() : sums;
    }

    /** Before the first step back. */
    void startBackward(CellWeights[] weights) {
        for (int l = 0; l < layers.length; l++) {
            layers[l].startBackward(weights[l]);
        }
    }

    /**
     * One step back through every layer.
     *
     * @param dTop the gradient of the top layer's state {@code [B, H]}
     * @return the gradient of what was fed {@code [B, F]}, until the next call
     */
    INDArray stepBack(int t, INDArray dTop) {
        INDArray dh = dTop;
        for (int l = layers.length - 1; l > 0; l--) {
            INDArray dInput = layers[l].stepBack(t, dh);
            if (dInput == null) {
                throw new IllegalStateException("layer " + l + " of the attention decoder was fed nothing");
            }
            INDArray mask = factors(l, t);
            INDArray below = gradientBuffers[l % 2].of(batch, conf.hiddenSize());
            if (mask == null) {
                below.assign(dInput);
            } else {
                dInput.mul(mask, below);
            }
            if (conf.residual()) {
                below.addi(dh);
            }
            dh = below;
        }
        INDArray dFed = layers[0].stepBack(t, dh);
        if (dFed == null) {
            throw new IllegalStateException("the first layer of the attention decoder was fed nothing");
        }
        return dFed;
    }

    /**
     * After the last step back.
     *
     * @param gradients of each layer's parameters, overwritten
     * @param dx {@code [T, B, E]}, 'c' order, overwritten
     * @param dInitial {@code [B, L*H]}, overwritten; null: not wanted
     */
    void finishBackward(CellWeights[] gradients, INDArray dx, @Nullable CellState dInitial) {
        for (int l = 0; l < layers.length; l++) {
            CellState part = null;
            if (dInitial != null) {
                try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
                    long[] shape = {batch, conf.hiddenSize()};
                    boolean hasCell = conf.cell().hasCellState();
                    part = new CellState(Nd4j.create(type, shape, 'c'), hasCell ? Nd4j.create(type, shape, 'c') : null);
                }
            }
            layers[l].finishBackward(gradients[l], l == 0 ? dx : null, part);
            if (part != null && dInitial != null) {
                columns(dInitial.h(), l).assign(part.h());
                if (dInitial.c() != null && part.c() != null) {
                    columns(dInitial.c(), l).assign(part.c());
                }
            }
        }
    }
}
