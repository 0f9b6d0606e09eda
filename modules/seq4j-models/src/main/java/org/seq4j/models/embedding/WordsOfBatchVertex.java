package org.seq4j.models.embedding;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seq4j.models.node.TimeMajor;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/** {@link WordsOfBatch} at work. */
final class WordsOfBatchVertex extends TrainableVertexImpl<WordsOfBatch> {
    WordsOfBatchVertex(WordsOfBatch conf, VertexPlace place) {
        super(conf, place);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        INDArray shape = inputs[1];
        long batch = shape.size(0);
        long words = shape.size(shape.rank() - 1);
        INDArray in = inputs[0];
        if (in.rank() != 2 || in.size(0) != words * batch) {
            throw new IllegalArgumentException("the words '" + getVertexName() + "' expect a vector for each of "
                    + words * batch + " words, found shape " + Arrays.toString(in.shape()));
        }
        INDArray out = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, words, batch, in.size(1));
        TimeMajor.rows(out).assign(in);
        return TimeMajor.toGraph(out);
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        INDArray given = TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM);
        INDArray dx = manager.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, inputs[0].shape(), 'c');
        dx.assign(TimeMajor.rows(given));
        INDArray none = manager.create(ArrayType.ACTIVATION_GRAD, dataType, inputs[1].shape(), 'c');
        return new Pair<>(gradients(), new INDArray[] {dx, none});
    }

    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: a null mask means that every step is real
    public Pair<INDArray, MaskState> feedForwardMaskArrays(
            @Nullable INDArray @Nullable [] inputMasks, MaskState state, int batch) {
        super.feedForwardMaskArrays(inputMasks, state, batch);
        return new Pair<>(inputMasks == null ? null : inputMasks[1], state);
    }
}
