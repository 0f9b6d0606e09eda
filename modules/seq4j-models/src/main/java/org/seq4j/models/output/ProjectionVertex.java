package org.seq4j.models.output;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.kernel.MatrixProduct;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/** A {@link Projection} at work: one product over all steps. */
public final class ProjectionVertex extends TrainableVertexImpl<Projection> {
    private @Nullable INDArray x; // rows [n, F], after dropout
    private @Nullable INDArray factors; // of dropout, [n, F]

    ProjectionVertex(Projection conf, VertexPlace place) {
        super(conf, place);
    }

    /** W {@code [F, K]}. */
    public INDArray weights() {
        return parameter(Projection.WEIGHTS);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        INDArray in = inputs[0];
        if (in.rank() < 2 || in.rank() > 3 || in.size(1) != conf().inputSize()) {
            throw new IllegalArgumentException("the projection '" + getVertexName() + "' expects " + conf().inputSize()
                    + " features, found shape " + Arrays.toString(in.shape()));
        }
        boolean sequence = in.rank() == 3;
        INDArray rows = sequence
                ? TimeMajor.rows(TimeMajor.fromGraph(in, dataType, manager, ArrayType.INPUT))
                : manager.createUninitialized(ArrayType.INPUT, dataType, in.shape(), 'c')
                        .assign(in);
        factors = null;
        if (training && conf().inputDropout() > 0) {
            INDArray f = manager.createUninitialized(ArrayType.INPUT, dataType, rows.shape(), 'c');
            factors = DropoutMask.fill(conf().inputDropout(), conf().seed(), iteration(), getVertexName(), f);
            rows = rows.mul(f, manager.createUninitialized(ArrayType.INPUT, dataType, rows.shape(), 'c'));
        }
        x = rows;
        long size = conf().outputSize();
        INDArray y = sequence
                ? TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, in.size(2), in.size(0), size)
                : manager.createUninitialized(ArrayType.ACTIVATIONS, dataType, new long[] {in.size(0), size}, 'c');
        INDArray z = sequence ? TimeMajor.rows(y) : y;
        MatrixProduct.multiply(rows, false, parameter(Projection.WEIGHTS), false, z, 1, 0);
        return sequence ? TimeMajor.toGraph(y) : y;
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        INDArray rows = x;
        if (rows == null) {
            throw new IllegalStateException(
                    "the projection '" + getVertexName() + "' has no forward pass to go back over");
        }
        boolean sequence = epsilon.rank() == 3;
        INDArray dz = sequence
                ? TimeMajor.rows(TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM))
                : manager.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, epsilon.shape(), 'c')
                        .assign(epsilon);
        MatrixProduct.multiply(rows, true, dz, false, gradient(Projection.WEIGHTS), 1, 0);
        INDArray dx = sequence
                ? TimeMajor.create(
                        manager,
                        ArrayType.ACTIVATION_GRAD,
                        dataType,
                        epsilon.size(2),
                        epsilon.size(0),
                        conf().inputSize())
                : manager.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, rows.shape(), 'c');
        INDArray drows = sequence ? TimeMajor.rows(dx) : dx;
        MatrixProduct.multiply(dz, false, parameter(Projection.WEIGHTS), true, drows, 1, 0);
        if (factors != null) {
            drows.muli(factors);
        }
        return new Pair<>(gradients(), new INDArray[] {sequence ? TimeMajor.toGraph(dx) : dx});
    }

    @Override
    public void clear() {
        super.clear();
        x = null;
        factors = null;
    }
}
