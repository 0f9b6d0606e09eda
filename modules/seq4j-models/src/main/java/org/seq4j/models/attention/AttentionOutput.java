package org.seq4j.models.attention;

/** What the context c {@code [M]} and the decoder's state s {@code [H]} become before the output layer: the attentional vector {@code [O]}. */
public enum AttentionOutput {
    /** {@code tanh([c; s] Wo + bo)}, with {@code Wo [M + H, O]} (Luong, Pham, Manning 2015, equation 5). */
    ATTENTIONAL,
    /**
     * The deep output: {@code z = [c; s; e] Wo + bo}, with {@code Wo [M + H + E, 2O]} and e the embedding of the token that was fed, and of each pair
     * {@code z(2j), z(2j + 1)} the larger (Bahdanau, Cho, Bengio 2015, A.2.2).
     */
    DEEP
}
