package org.seq4j.models.graph;

import org.jspecify.annotations.Nullable;
import org.seq4j.models.attention.AttentionScore;

/** The attention of a sequence-to-sequence model. */
public enum AttentionType {
    /** None: the decoder knows of the source what its initial state says (Sutskever, Vinyals, Le 2014). */
    NONE(null),
    /** {@link AttentionScore#BAHDANAU}. */
    BAHDANAU(AttentionScore.BAHDANAU),
    /** {@link AttentionScore#LUONG_DOT}. */
    LUONG_DOT(AttentionScore.LUONG_DOT),
    /** {@link AttentionScore#LUONG_GENERAL}. */
    LUONG_GENERAL(AttentionScore.LUONG_GENERAL),
    /** {@link AttentionScore#LUONG_CONCAT}. */
    LUONG_CONCAT(AttentionScore.LUONG_CONCAT);

    private final @Nullable AttentionScore score;

    AttentionType(@Nullable AttentionScore score) {
        this.score = score;
    }

    /** How query and memory are compared; null: they are not. */
    public @Nullable AttentionScore score() {
        return score;
    }
}
