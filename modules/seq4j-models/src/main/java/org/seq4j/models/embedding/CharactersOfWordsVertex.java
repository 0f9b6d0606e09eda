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

/** {@link CharactersOfWords} at work. */
final class CharactersOfWordsVertex extends TrainableVertexImpl<CharactersOfWords> {
    CharactersOfWordsVertex(CharactersOfWords conf, VertexPlace place) {
        super(conf, place);
    }

    private long words() {
        return words(getVertexName(), inputs[0], inputs[1]);
    }

    /**
     * T, of characters {@code [B, E, T * C]} and an array {@code [B, T]} or {@code [B, F, T]}.
     *
     * @throws IllegalArgumentException if the shapes do not fit
     */
    static long words(String vertex, INDArray vectors, INDArray shape) {
        long words = shape.size(shape.rank() - 1);
        long characters = vectors.size(2);
        if (shape.size(0) != vectors.size(0) || words == 0 || characters % words != 0) {
            throw new IllegalArgumentException("the characters '" + vertex + "' expect as many for each of " + words
                    + " words, found character vectors of shape " + Arrays.toString(vectors.shape())
                    + " for words of shape " + Arrays.toString(shape.shape()));
        }
        return words;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr manager) {
        long words = words();
        INDArray in = TimeMajor.fromGraph(inputs[0], dataType, manager, ArrayType.FF_WORKING_MEM);
        long length = in.size(0) / words;
        long batch = in.size(1);
        long size = in.size(2);
        INDArray out = TimeMajor.create(manager, ArrayType.ACTIVATIONS, dataType, length, words * batch, size);
        out.reshape('c', length, words, batch, size)
                .assign(in.reshape('c', words, length, batch, size).permute(1, 0, 2, 3));
        return TimeMajor.toGraph(out);
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr manager) {
        long words = words();
        INDArray given = TimeMajor.fromGraph(epsilon, dataType, manager, ArrayType.BP_WORKING_MEM);
        long length = given.size(0);
        long batch = inputs[0].size(0);
        long size = given.size(2);
        INDArray dx = TimeMajor.create(manager, ArrayType.ACTIVATION_GRAD, dataType, words * length, batch, size);
        dx.reshape('c', words, length, batch, size)
                .assign(given.reshape('c', length, words, batch, size).permute(1, 0, 2, 3));
        INDArray none = manager.create(ArrayType.ACTIVATION_GRAD, dataType, inputs[1].shape(), 'c');
        return new Pair<>(gradients(), new INDArray[] {TimeMajor.toGraph(dx), none});
    }

    /** The mask of characters [B, T * C] as one of words [T * B, C]. */
    @Override
    @SuppressWarnings("NullAway") // DL4J's contract: a null mask means that every step is real
    public Pair<INDArray, MaskState> feedForwardMaskArrays(
            @Nullable INDArray @Nullable [] inputMasks, MaskState state, int batch) {
        super.feedForwardMaskArrays(inputMasks, state, batch);
        INDArray characters = inputMasks == null ? null : inputMasks[0];
        INDArray words = inputMasks == null ? null : inputMasks[1];
        if (characters == null) {
            return new Pair<>(null, state);
        }
        if (words == null) {
            throw new IllegalArgumentException("the characters '" + getVertexName()
                    + "' have a mask and their words have none; give both a mask, or neither");
        }
        long length = characters.size(1) / words.size(1);
        INDArray folded = characters
                .reshape('c', words.size(0), words.size(1), length)
                .permute(1, 0, 2)
                .dup('c')
                .reshape('c', words.size(1) * words.size(0), length);
        return new Pair<>(folded, state);
    }
}
