package org.seq4j.models.pointer;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.DropoutMask;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/** A {@link Pointing} node at work: all target steps in one pass. */
public final class PointingVertex extends TrainableVertexImpl<Pointing> {
    private @Nullable PointingScores scores;
    private @Nullable INDArray queryShape; // an array of the queries' shape [T, B, H]
    private @Nullable INDArray memory; // [S, B, M]
    private @Nullable INDArray dropout; // [T, B, H]

    PointingVertex(Pointing conf, VertexPlace place) {
        super(conf, place);
    }

    /** The parameters. */
    public PointingWeights weights() {
        return PointingWeights.of(this::parameter);
    }

    /** Made at the first use: a graph may be built only to be looked at. */
    private PointingScores scores() {
        if (scores == null) {
            scores = PointingScores.create(dataType);
        }
        return scores;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        INDArray queries = input(0, "queries", conf().querySize(), "time", manager);
        INDArray rows = input(1, "a memory", conf().memorySize(), "elements", manager);
        long time = queries.size(0);
        long batch = queries.size(1);
        dropout = null;
        if (training && conf().queryDropout() > 0) {
            queries = dropped(queries, manager);
        }
        INDArray result = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, time, batch, rows.size(0) + 1);
        PointingScores.Masks masks =
                new PointingScores.Masks(values(mask(0, batch, time)), values(mask(1, batch, rows.size(0))));
        scores().forward(weights(), queries, rows, masks, result);
        queryShape = queries;
        memory = rows;
        return TimeMajor.toGraph(result);
    }

    private INDArray input(int number, String what, int size, String last, LayerWorkspaceMgr manager) {
        INDArray input = TimeMajor.fromGraph(inputs[number], dataType, manager, ArrayType.INPUT);
        long batch = inputs[0].size(0);
        if (input.size(2) != size || input.size(1) != batch) {
            throw new IllegalArgumentException("the pointing node '" + getVertexName() + "' expects " + what
                    + " of shape [" + batch + ", " + size + ", " + last + "], found "
                    + Arrays.toString(inputs[number].shape()));
        }
        return input;
    }

    private INDArray dropped(INDArray queries, LayerWorkspaceMgr manager) {
        INDArray factors = manager.createUninitialized(ArrayType.INPUT, dataType, queries.shape(), 'c');
        DropoutMask.fill(conf().queryDropout(), conf().seed(), iteration(), getVertexName() + "/q", factors);
        dropout = factors;
        return queries.mul(factors, manager.createUninitialized(ArrayType.INPUT, dataType, queries.shape(), 'c'));
    }

    private static float @Nullable [] values(@Nullable INDArray mask) {
        return mask == null ? null : TimeOrder.values(mask);
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        if (queryShape == null || memory == null) {
            throw new IllegalStateException(
                    "the pointing node '" + getVertexName() + "' has no forward pass to go back over");
        }
        INDArray dScores = TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM);
        INDArray dQueries = gradientLike(queryShape, manager);
        INDArray dMemory = gradientLike(memory, manager);
        scores().backward(dScores, PointingWeights.of(this::gradient), dQueries, dMemory);
        if (dropout != null) {
            dQueries.muli(dropout);
        }
        return new Pair<>(gradients(), new INDArray[] {TimeMajor.toGraph(dQueries), TimeMajor.toGraph(dMemory)});
    }

    private INDArray gradientLike(INDArray like, LayerWorkspaceMgr manager) {
        return TimeMajor.create(manager, ArrayType.ACTIVATION_GRAD, dataType, like.size(0), like.size(1), like.size(2));
    }

    @Override
    public void clear() {
        super.clear();
        queryShape = null;
        memory = null;
        dropout = null;
    }
}
