package org.seq4j.models.embedding;

import java.util.Map;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.seq4j.models.node.TrainableVertex;
import org.seq4j.models.node.TrainableVertexImpl;
import org.seq4j.models.node.VertexPlace;

/**
 * Makes sequences of words of what was found for each word alone; see {@link CharactersOfWords}.
 *
 * <p>Inputs: one vector a word {@code [T * B, F]}, row {@code t * B + b} the word t of example b; and anything of the shape {@code [B, T]} or {@code [B, F', T]}, whose mask the
 * output has. Output: {@code [B, F, T]}.
 */
public final class WordsOfBatch extends TrainableVertex {
    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("vectors", "words");
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new WordsOfBatchVertex(this, place);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (!(inputs[0] instanceof InputType.InputTypeFeedForward vector)) {
            throw new InvalidInputTypeException("words are put together of vectors, found " + inputs[0]);
        }
        return InputType.recurrent(vector.getSize());
    }

    @Override
    public GraphVertex clone() {
        return withTrainingSettings(new WordsOfBatch());
    }

    @Override
    protected Map<String, Object> options() {
        return Map.of();
    }
}
