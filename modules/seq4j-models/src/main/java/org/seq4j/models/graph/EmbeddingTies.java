package org.seq4j.models.graph;

/** Which of a sequence-to-sequence model's three matrices over vocabularies are one (Press and Wolf 2017). */
public enum EmbeddingTies {
    /** None. */
    NONE,
    /** The target embedding and the output. */
    TARGET_OUTPUT,
    /** The source embedding, the target embedding and the output: for a joint vocabulary. */
    ALL
}
