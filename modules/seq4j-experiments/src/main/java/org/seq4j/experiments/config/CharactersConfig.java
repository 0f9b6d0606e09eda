package org.seq4j.experiments.config;

/**
 * What a model makes of the characters of words.
 *
 * @param type the kind of layer
 * @param embeddingDim size of a character's vector
 * @param hiddenSize units of each direction
 * @param filters outputs of a convolution
 * @param window characters that a filter sees
 * @param maxLength most characters of a word
 */
public record CharactersConfig(
        @Key(
                description =
                        "What reads the characters of a word; its output stands beside the word's vector. none: nothing does; birnn: a bidirectional LSTM, whose two last states count (Ling et al. 2015; Lample et al. 2016, section 4.1); cnn: filters over windows of characters, and of each its greatest value (Ma and Hovy 2016).",
                defaultValue = "none")
        Type type,

        @Key(
                description = "Size of a character's vector.",
                defaultValue = "30",
                min = 1,
                max = 65536,
                onlyIf = "type=birnn|cnn")
        int embeddingDim,

        @Key(description = "Units of each direction.", defaultValue = "50", min = 1, max = 65536, onlyIf = "type=birnn")
        int hiddenSize,

        @Key(
                description = "Filters of the convolution, each a number beside the word's vector.",
                defaultValue = "30",
                min = 1,
                max = 65536,
                onlyIf = "type=cnn")
        int filters,

        @Key(
                description = "Characters that a filter sees at a time; beyond the word it sees zeros.",
                defaultValue = "3",
                min = 1,
                max = 1000,
                onlyIf = "type=cnn")
        int window,

        @Key(
                description = "Most characters of a word; the rest of a longer one is left out.",
                defaultValue = "50",
                min = 1,
                max = 100000,
                onlyIf = "type=birnn|cnn")
        int maxLength) {

    /** The kind of layer over characters. */
    public enum Type {
        /** Characters are not read. */
        NONE,
        /** A bidirectional LSTM. */
        BIRNN,
        /** A convolution. */
        CNN
    }

    /** How many numbers stand beside a word's vector. */
    public int outputSize() {
        return switch (type) {
            case NONE -> 0;
            case BIRNN -> 2 * hiddenSize;
            case CNN -> filters;
        };
    }
}
