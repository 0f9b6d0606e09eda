package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;

/**
 * Word vectors that were trained elsewhere.
 *
 * @param path their file
 * @param trainable whether training changes them
 */
public record PretrainedConfig(
        @Key(
                description =
                        "A text file of word2vec, fastText (.vec) or GloVe: a word and model.encoder.embedding_dim numbers a line, a first line of two counts allowed. Words of the vocabulary start with the vector of the same word, else of the word in lower case; the others start at random. Absent: all do.")
        @Nullable
        String path,

        @Key(
                description =
                        "Whether training changes the vectors of the file; those of other words are always trained.",
                defaultValue = "true")
        boolean trainable) {}
