package org.seq4j.models.bridge;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.seq4j.models.kernel.MatrixProduct;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/** A {@link DenseBridge} at work. */
final class DenseBridgeVertex extends TrainableVertexImpl<DenseBridge> {
    private @Nullable INDArray x; // [B, I]
    private @Nullable INDArray y; // [B, H]

    DenseBridgeVertex(DenseBridge conf, VertexPlace place) {
        super(conf, place);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        INDArray state = inputs[0];
        if (state.rank() != 2 || state.size(1) != conf().inputSize()) {
            throw new IllegalArgumentException("the bridge '" + getVertexName() + "' expects a state of shape [batch, "
                    + conf().inputSize() + "], found " + Arrays.toString(state.shape()));
        }
        INDArray in = manager.createUninitialized(ArrayType.INPUT, dataType, state.shape(), 'c')
                .assign(state);
        long[] shape = {state.size(0), conf().outputSize()};
        INDArray out = manager.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
        MatrixProduct.multiply(in, false, parameter(DenseBridge.WEIGHTS), false, out, 1, 0);
        out.addiRowVector(parameter(DenseBridge.BIAS));
        if (conf().squashed()) {
            Transforms.tanh(out, false);
        }
        x = in;
        y = out;
        return out;
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        INDArray in = x;
        INDArray out = y;
        if (in == null || out == null) {
            throw new IllegalStateException("the bridge '" + getVertexName() + "' has no forward pass to go back over");
        }
        INDArray dz = manager.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, out.shape(), 'c')
                .assign(epsilon);
        if (conf().squashed()) { // tanh' = 1 - tanh^2
            dz.muli(out.mul(out).rsubi(1));
        }
        MatrixProduct.multiply(in, true, dz, false, gradient(DenseBridge.WEIGHTS), 1, 0);
        gradient(DenseBridge.BIAS).assign(dz.sum(0));
        INDArray dx = manager.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, in.shape(), 'c');
        MatrixProduct.multiply(dz, false, parameter(DenseBridge.WEIGHTS), true, dx, 1, 0);
        return new Pair<>(gradients(), new INDArray[] {dx});
    }

    @Override
    public void clear() {
        super.clear();
        x = null;
        y = null;
    }
}
