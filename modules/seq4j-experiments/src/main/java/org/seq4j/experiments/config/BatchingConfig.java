package org.seq4j.experiments.config;

/**
 * How sequences become batches.
 *
 * @param by what {@code size} counts
 * @param size size of a batch
 * @param window time steps of one batch of a continuous stream
 * @param bucketWidth width of the length classes from which a batch is drawn
 * @param shuffle whether the order changes from epoch to epoch
 * @param shuffleBuffer pairs that are sorted into batches together
 */
public record BatchingConfig(
        @Key(
                description =
                        "What size counts: sentences (or other sequences), or tokens (or steps) with padding; of pairs, those of the longer side.",
                defaultValue = "sentences",
                onlyIf = "/data.format=lines|tsv|csv|parallel|jsonl|conll|ts|matlab")
        By by,

        @Key(
                description =
                        "Size of a batch: sequences or tokens (see by); with format text, the number of parallel streams.",
                defaultValue = "32",
                min = 1)
        int size,

        @Key(
                description =
                        "Time steps of a batch: the recurrent state is carried to the next batch, the gradient is not (truncated back-propagation through time).",
                defaultValue = "128",
                min = 1,
                onlyIf = "/data.format=text")
        int window,

        @Key(
                description =
                        "A batch is drawn from lengths (of pairs, of the targets first) that differ by less than this, to save padding; not for pointing.",
                defaultValue = "4",
                min = 1,
                onlyIf = "/data.format=lines|tsv|csv|parallel|jsonl|conll|ts|matlab")
        int bucketWidth,

        @Key(
                description =
                        "Whether the order of the sequences changes from epoch to epoch; with format generated, whether there are new ones.",
                defaultValue = "true",
                onlyIf = "/data.format=lines|tsv|csv|parallel|jsonl|conll|ts|matlab|points|generated")
        boolean shuffle,

        @Key(
                description =
                        "Pairs or examples, after shuffling, that are sorted by length and cut into batches together; what is held at once.",
                defaultValue = "100000",
                min = 1,
                onlyIf = "/data.format=tsv|csv|parallel|jsonl|conll|ts|matlab|points|generated")
        int shuffleBuffer) {

    /** What the size of a batch counts. */
    public enum By {
        /** Sequences. */
        SENTENCES,
        /** Tokens, padding included. */
        TOKENS
    }
}
