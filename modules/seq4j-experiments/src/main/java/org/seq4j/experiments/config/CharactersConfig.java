package org.seq4j.experiments.config;

/**
 * What a model makes of the characters of words.
 *
 * @param type the kind of layer
 * @param embeddingDim size of a character's vector
 * @param hiddenSize units of each direction
 * @param maxLength most characters of a word
 */
public record CharactersConfig(
        @Key(
                description =
                        "What reads the characters of a word; its output stands beside the word's vector. none: nothing does; birnn: a bidirectional LSTM, whose two last states count (Ling et al. 2015; Lample et al. 2016, section 4.1).",
                defaultValue = "none")
        Type type,

        @Key(
                description = "Size of a character's vector.",
                defaultValue = "30",
                min = 1,
                max = 65536,
                onlyIf = "type=birnn")
        int embeddingDim,

        @Key(description = "Units of each direction.", defaultValue = "50", min = 1, max = 65536, onlyIf = "type=birnn")
        int hiddenSize,

        @Key(
                description = "Most characters of a word; the rest of a longer one is left out.",
                defaultValue = "50",
                min = 1,
                max = 100000,
                onlyIf = "type=birnn")
        int maxLength) {

    /** The kind of layer over characters. */
    public enum Type {
        /** Characters are not read. */
        NONE,
        /** A bidirectional LSTM. */
        BIRNN
    }

    /** How many numbers stand beside a word's vector. */
    public int outputSize() {
        return type == Type.NONE ? 0 : 2 * hiddenSize;
    }
}
