package org.seq4j.models.graph;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.seq4j.models.embedding.CharacterConvolution;
import org.seq4j.models.embedding.CharactersOfWords;
import org.seq4j.models.embedding.TokenEmbedding;
import org.seq4j.models.embedding.WordsOfBatch;
import org.seq4j.models.kernel.CellType;
import org.seq4j.models.kernel.KernelChoice;
import org.seq4j.models.node.Faults;
import org.seq4j.models.recurrent.Direction;
import org.seq4j.models.recurrent.FinalState;
import org.seq4j.models.recurrent.Recurrent;

/** The nodes of a {@link CharacterEncoder}. */
final class CharacterGraph {
    private static final String EMBEDDING = "characterEmbedding";
    private static final String WORDS = "characterWords";

    private CharacterGraph() {}

    static void check(CharacterEncoder encoder, Faults faults) {
        if (encoder.vocabularySize() < 2 || encoder.embeddingSize() < 1 || encoder.outputSize() < 1) {
            faults.add("characters have a vocabulary of at least 2 and sizes of at least 1, found " + encoder);
        } else if (encoder instanceof CharacterEncoder.Cnn cnn && cnn.window() < 1) {
            faults.add("a window of characters is at least 1, found " + cnn.window());
        }
    }

    /**
     * Adds the nodes.
     *
     * @param characters the input of characters, [B, T * C]
     * @param words the input of words, [B, T]
     * @return the name of the one that gives a vector a word
     */
    static String add(
            GraphBuilder graph, CharacterEncoder encoder, KernelChoice kernel, String characters, String words) {
        graph.addVertex(
                EMBEDDING,
                TokenEmbedding.builder(encoder.vocabularySize(), encoder.embeddingSize())
                        .paddingId(0)
                        .build(),
                characters);
        if (encoder instanceof CharacterEncoder.Cnn cnn) {
            graph.addVertex(
                    WORDS,
                    new CharacterConvolution(cnn.embeddingSize(), cnn.filters(), cnn.window()),
                    EMBEDDING,
                    words);
        } else if (encoder instanceof CharacterEncoder.BiRnn rnn) {
            graph.addVertex("wordCharacters", new CharactersOfWords(), EMBEDDING, words);
            graph.addVertex(
                    EncoderBuilder.CHARACTER_RNN,
                    Recurrent.builder(CellType.LSTM, rnn.embeddingSize(), rnn.hiddenSize())
                            .direction(Direction.BIDIRECTIONAL_CONCAT)
                            .finalState(true)
                            .kernel(kernel)
                            .build(),
                    "wordCharacters");
            graph.addVertex("characterState", new FinalState(FinalState.Part.HIDDEN), EncoderBuilder.CHARACTER_RNN);
            graph.addVertex(WORDS, new WordsOfBatch(), "characterState", words);
        }
        return WORDS;
    }
}
