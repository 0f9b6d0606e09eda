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
 * Takes the characters of all words apart: from one long sequence of characters an example to one short sequence a word, so that a recurrent layer can read the words one beside
 * the other. {@link WordsOfBatch} puts what comes of them together again.
 *
 * <p>Inputs: character vectors {@code [B, E, T * C]}, word t's at {@code t * C .. t * C + C - 1}, with the mask {@code [B, T * C]}; and anything of the shape {@code [B, T]} or
 * {@code [B, F, T]}, which says T. Output: {@code [T * B, E, C]} with the mask {@code [T * B, C]}, row {@code t * B + b} the word t of example b.
 */
public final class CharactersOfWords extends TrainableVertex {
    @Override
    public void defineParametersAndInputs(SDVertexParams params) {
        params.defineInputs("characters", "words");
    }

    @Override
    protected TrainableVertexImpl<?> vertex(VertexPlace place) {
        return new CharactersOfWordsVertex(this, place);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (!(inputs[0] instanceof InputType.InputTypeRecurrent sequence)) {
            throw new InvalidInputTypeException(
                    "the characters of words are a sequence of vectors, found " + inputs[0]);
        }
        return InputType.recurrent(sequence.getSize());
    }

    @Override
    public GraphVertex clone() {
        return withTrainingSettings(new CharactersOfWords());
    }

    @Override
    protected Map<String, Object> options() {
        return Map.of();
    }
}
