package org.seq4j.models.graph;

/** What makes a vector of the characters of a word, which is put beside the word's embedding. Ids of characters are 0 to C - 1, and 0 is padding. */
public sealed interface CharacterEncoder {
    /** Size of the characters' vocabulary, with padding. */
    int vocabularySize();

    /** Size of a character's vector. */
    int embeddingSize();

    /** Size of a word's vector. */
    int outputSize();

    /**
     * The final states of a bidirectional LSTM (Ling et al. 2015; Lample et al. 2016, section 4.1).
     *
     * @param hiddenSize of each direction
     */
    static CharacterEncoder birnn(int vocabularySize, int embeddingSize, int hiddenSize) {
        return new BiRnn(vocabularySize, embeddingSize, hiddenSize);
    }

    /**
     * A convolution and the maximum over the word (Ma and Hovy 2016, section 2.1; Kim 2014).
     *
     * @param window characters that a filter sees
     */
    static CharacterEncoder cnn(int vocabularySize, int embeddingSize, int filters, int window) {
        return new Cnn(vocabularySize, embeddingSize, filters, window);
    }

    /** See {@link #birnn}. */
    record BiRnn(int vocabularySize, int embeddingSize, int hiddenSize) implements CharacterEncoder {
        @Override
        public int outputSize() {
            return 2 * hiddenSize;
        }
    }

    /** See {@link #cnn}. */
    record Cnn(int vocabularySize, int embeddingSize, int filters, int window) implements CharacterEncoder {
        @Override
        public int outputSize() {
            return filters;
        }
    }
}
