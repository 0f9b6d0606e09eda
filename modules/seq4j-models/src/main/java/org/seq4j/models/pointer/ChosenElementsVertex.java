package org.seq4j.models.pointer;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.seq4j.models.embedding.RowGradient;
import org.seq4j.models.node.RowCopy;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TimeOrder;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/** {@link ChosenElements} at work. The start vector and the elements make one table of rows: the start's, then those of the elements {@code [S * B]}. */
public final class ChosenElementsVertex extends TrainableVertexImpl<ChosenElements> {
    private int @Nullable [] rows; // [T * B], of the table; -1 where masked

    ChosenElementsVertex(ChosenElements conf, VertexPlace place) {
        super(conf, place);
    }

    /** The start vector {@code [E]}. */
    public INDArray start() {
        return parameter(ChosenElements.START);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        INDArray positions = TimeMajor.idMatrix(inputs[0]);
        INDArray elements = TimeMajor.fromGraph(inputs[1], dataType, manager, ArrayType.INPUT);
        if (positions.rank() != 2
                || positions.size(0) != elements.size(1)
                || elements.size(2) != conf().elementSize()) {
            throw new IllegalArgumentException("the chosen elements '" + getVertexName()
                    + "' expect positions of shape [batch, time] and elements of shape [batch, "
                    + conf().elementSize() + ", elements], found " + Arrays.toString(inputs[0].shape()) + " and "
                    + Arrays.toString(inputs[1].shape()));
        }
        int time = (int) positions.size(1);
        int[] found = rows(TimeMajor.ids(positions), (int) elements.size(1), time, (int) elements.size(0));
        rows = found;
        INDArray y = TimeMajor.create(
                manager, ArrayType.ACTIVATIONS, dataType, time, elements.size(1), conf().elementSize());
        pull(TimeMajor.rows(elements), found, TimeMajor.rows(y));
        return TimeMajor.toGraph(y);
    }

    private int[] rows(int[] positions, int batch, int time, int elements) {
        INDArray timeMask = mask(0, batch, time);
        INDArray elementMask = mask(1, batch, elements);
        float[] realSteps = timeMask == null ? null : TimeOrder.values(timeMask);
        float[] realElements = elementMask == null ? null : TimeOrder.values(elementMask);
        int[] result = new int[positions.length];
        for (int i = 0; i < result.length; i++) {
            int b = i % batch;
            int p = positions[i];
            if (realSteps != null && realSteps[b * time + i / batch] == 0) {
                result[i] = -1;
            } else if (p < 0
                    || p > elements
                    || p > 0 && realElements != null && realElements[b * elements + p - 1] == 0) {
                throw new IllegalArgumentException("the chosen elements '" + getVertexName()
                        + "' expect positions of real elements, 1 to at most " + elements
                        + ", or 0 for the start, found "
                        + p + " in example " + b + " at step " + i / batch);
            } else {
                result[i] = p == 0 ? 0 : 1 + (p - 1) * batch + b;
            }
        }
        return result;
    }

    private void pull(INDArray elements, int[] from, INDArray to) {
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray start = start().reshape('c', new long[] {1, conf().elementSize()});
            INDArray table = Nd4j.concat(0, start, elements, Nd4j.zeros(dataType, 1, conf().elementSize()))
                    .dup('c');
            int zero = (int) table.size(0) - 1;
            RowCopy.pull(
                    table,
                    to,
                    Arrays.stream(from).map(row -> row < 0 ? zero : row).toArray());
        }
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        int[] from = rows;
        if (from == null) {
            throw new IllegalStateException(
                    "the chosen elements '" + getVertexName() + "' have no forward pass to go back over");
        }
        INDArray dy = TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM);
        long elements = inputs[1].size(2);
        INDArray dElements = TimeMajor.create(
                manager, ArrayType.ACTIVATION_GRAD, dataType, elements, inputs[1].size(0), conf().elementSize());
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray table =
                    Nd4j.create(dataType, new long[] {1 + elements * inputs[1].size(0), conf().elementSize()}, 'c');
            RowGradient.add(from, TimeMajor.rows(dy), -1, table);
            gradient(ChosenElements.START).assign(table.getRow(0));
            TimeMajor.rows(dElements).assign(table.get(NDArrayIndex.interval(1, table.size(0)), NDArrayIndex.all()));
        }
        INDArray none = manager.create(ArrayType.ACTIVATION_GRAD, dataType, inputs[0].shape(), 'c');
        return new Pair<>(gradients(), new INDArray[] {none, TimeMajor.toGraph(dElements)});
    }

    @Override
    public void clear() {
        super.clear();
        rows = null;
    }
}
