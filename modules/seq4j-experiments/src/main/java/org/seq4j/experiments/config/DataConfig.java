package org.seq4j.experiments.config;

import org.jspecify.annotations.Nullable;

/**
 * What is read. Either {@code dataset} or {@code train} is given, never both.
 *
 * @param format how a file is cut into sequences
 * @param dataset name of a data set of the catalogue
 * @param train training file
 * @param dev development file
 * @param test test file
 * @param split how one file is cut into training, development and test parts
 * @param tokens how text becomes tokens and ids
 * @param batching how sequences become batches
 */
public record DataConfig(
        @Key(
                description =
                        "text: the file is one continuous stream, read by parallel stateful readers; lines: each line is one sequence.")
        Format format,

        @Key(
                description =
                        "Name of a data set of the catalogue (see the command data list), downloaded on first use. Excludes train.")
        @Nullable
        String dataset,

        @Key(description = "Path of the training file (UTF-8). Excludes dataset.") @Nullable
        String train,

        @Key(description = "Path of the development file.") @Nullable
        String dev,

        @Key(description = "Path of the test file.") @Nullable
        String test,

        @Key(description = "Cuts one file into parts, where there are no files of their own.")
        SplitConfig split,

        @Key(description = "How text becomes tokens and ids.")
        TokensConfig tokens,

        @Key(description = "How sequences become batches.") BatchingConfig batching) {

    /** How a file is cut into sequences. */
    public enum Format {
        /** The file is one stream of tokens. */
        TEXT,
        /** Each line is one sequence. */
        LINES
    }
}
