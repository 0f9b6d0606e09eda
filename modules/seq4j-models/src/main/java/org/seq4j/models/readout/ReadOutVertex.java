package org.seq4j.models.readout;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.seq4j.models.kernel.MatrixProduct;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/** A {@link ReadOut} at work: a weighted sum over time, {@code y_b = sum_t w_tb x_tb}, or the maximum. */
public final class ReadOutVertex extends TrainableVertexImpl<ReadOut> {
    /** Below every score that is a number. */
    private static final double LEAST = -1e30;

    private @Nullable INDArray x; // [T, B, F]
    private @Nullable INDArray weights; // [T, B, 1]; of the maximum: 1 = real
    private @Nullable INDArray hidden; // tanh(W h + b), [T * B, A]
    private @Nullable INDArray y; // [B, F]

    ReadOutVertex(ReadOut conf, VertexPlace place) {
        super(conf, place);
    }

    /** The weight of each step in the last forward pass, {@code [T, B]}; null before it, and for the maximum. */
    public @Nullable INDArray weights() {
        INDArray held = weights;
        return held == null || conf().pooling() == Pooling.MAX ? null : held.reshape('c', held.size(0), held.size(1));
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        INDArray in = TimeMajor.fromGraph(inputs[0], dataType, manager, ArrayType.INPUT);
        if (in.size(2) != conf().inputSize()) {
            throw new IllegalArgumentException("the read-out '" + getVertexName() + "' expects " + conf().inputSize()
                    + " features, found shape " + Arrays.toString(inputs[0].shape()));
        }
        long time = in.size(0);
        long batch = in.size(1);
        INDArray real = manager.createUninitialized(ArrayType.INPUT, dataType, new long[] {time, batch, 1}, 'c');
        INDArray mask = mask(0, batch, time);
        if (mask == null) {
            real.assign(1);
        } else {
            real.reshape('c', time, batch).assign(mask.permute(1, 0));
        }
        x = in;
        weights = real;
        INDArray out = manager.createUninitialized(
                ArrayType.ACTIVATIONS, dataType, new long[] {batch, conf().inputSize()}, 'c');
        switch (conf().pooling()) {
            case SUM -> out.assign(in.mul(real).sum(0));
            case MEAN -> {
                real.divi(Transforms.max(real.sum(true, 0), 1));
                out.assign(in.mul(real).sum(0));
            }
            case MAX -> {
                INDArray none = real.sum(0).eq(0).castTo(dataType); // [B, 1]
                out.assign(masked(in, real).max(0)).muli(none.rsubi(1));
            }
            case ATTENTION -> {
                attend(in, real, manager);
                out.assign(in.mul(real).sum(0));
            }
        }
        y = out;
        return out;
    }

    /** Values of real steps; of others less than any number. */
    private static INDArray masked(INDArray in, INDArray real) {
        return in.mul(real).addi(real.sub(1).muli(-LEAST));
    }

    /** Real steps get their weight instead of 1. */
    private void attend(INDArray in, INDArray real, LayerWorkspaceMgr manager) {
        long[] shape = {in.size(0) * in.size(1), conf().attentionSize()};
        INDArray u = manager.createUninitialized(ArrayType.INPUT, dataType, shape, 'c');
        MatrixProduct.multiply(TimeMajor.rows(in), false, parameter(ReadOut.WEIGHTS), false, u, 1, 0);
        u.addiRowVector(parameter(ReadOut.BIAS));
        Transforms.tanh(u, false);
        hidden = u;
        INDArray scores = Nd4j.createUninitialized(dataType, shape[0], 1);
        MatrixProduct.multiply(u, false, parameter(ReadOut.SCORE), false, scores, 1, 0);
        INDArray e = masked(scores.reshape('c', real.shape()), real);
        Transforms.exp(e.subi(e.max(true, 0)), false);
        real.muli(e);
        real.divi(Transforms.max(real.sum(true, 0), Float.MIN_NORMAL));
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        INDArray in = x;
        INDArray w = weights;
        INDArray out = y;
        if (in == null || w == null || out == null) {
            throw new IllegalStateException(
                    "the read-out '" + getVertexName() + "' has no forward pass to go back over");
        }
        INDArray dy = epsilon.castTo(dataType).reshape('c', 1, in.size(1), in.size(2));
        INDArray dx =
                TimeMajor.create(manager, ArrayType.ACTIVATION_GRAD, dataType, in.size(0), in.size(1), in.size(2));
        if (conf().pooling() == Pooling.MAX) {
            INDArray chosen = masked(in, w)
                    .eq(out.reshape('c', 1, in.size(1), in.size(2)))
                    .castTo(dataType)
                    .muli(w);
            chosen.divi(Transforms.max(chosen.sum(true, 0), 1));
            dx.assign(chosen.muli(dy));
        } else {
            dx.assign(dy.mul(w));
            if (conf().pooling() == Pooling.ATTENTION) {
                attendBack(in, w, dy, dx);
            }
        }
        return new Pair<>(gradients(), new INDArray[] {TimeMajor.toGraph(dx)});
    }

    private void attendBack(INDArray in, INDArray w, INDArray dy, INDArray dx) {
        INDArray u = hidden;
        if (u == null) {
            throw new IllegalStateException(
                    "the read-out '" + getVertexName() + "' has no forward pass to go back over");
        }
        INDArray da = in.mul(dy).sum(true, 2); // [T, B, 1]
        INDArray de = da.sub(da.mul(w).sum(true, 0)).muli(w).reshape('c', u.size(0), 1);
        MatrixProduct.multiply(u, true, de, false, gradient(ReadOut.SCORE), 1, 0);
        INDArray dz = Nd4j.createUninitialized(dataType, u.shape());
        MatrixProduct.multiply(de, false, parameter(ReadOut.SCORE), true, dz, 1, 0);
        dz.muli(u.mul(u).rsubi(1)); // tanh' = 1 - tanh^2
        MatrixProduct.multiply(TimeMajor.rows(in), true, dz, false, gradient(ReadOut.WEIGHTS), 1, 0);
        gradient(ReadOut.BIAS).assign(dz.sum(0));
        MatrixProduct.multiply(dz, false, parameter(ReadOut.WEIGHTS), true, TimeMajor.rows(dx), 1, 1);
    }

    /** What follows is no sequence any more, and every example counts. */
    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: a null mask means that every step is real
    public Pair<INDArray, MaskState> feedForwardMaskArrays(
            @Nullable INDArray @Nullable [] inputMasks, MaskState state, int batch) {
        super.feedForwardMaskArrays(inputMasks, state, batch);
        return new Pair<>(null, state);
    }

    @Override
    public void clear() {
        super.clear();
        x = null;
        weights = null;
        hidden = null;
        y = null;
    }
}
