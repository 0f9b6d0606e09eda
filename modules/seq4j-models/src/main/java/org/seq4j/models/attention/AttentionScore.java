package org.seq4j.models.attention;

/** How well the query s {@code [H]} fits one position m {@code [M]} of the memory. None of the products has a bias. */
public enum AttentionScore {
    /** {@code v . tanh(s Wq + m Wm)}, with {@code Wq [H, A]}, {@code Wm [M, A]}, {@code v [A]} (Bahdanau, Cho, Bengio 2015, A.1.2). */
    BAHDANAU,
    /** {@code s . m}; needs H = M (Luong, Pham, Manning 2015, equation 8, "dot"). */
    LUONG_DOT,
    /** {@code (s Wq) . m}, with {@code Wq [H, M]} (Luong et al. 2015, equation 8, "general"). */
    LUONG_GENERAL,
    /**
     * {@code v . tanh([s; m] W)} (Luong et al. 2015, equation 8, "concat"): the function of {@link #BAHDANAU}, with {@code Wq} and {@code Wm} drawn as one
     * matrix {@code W [H + M, A]}.
     */
    LUONG_CONCAT;

    /** Whether query and memory are added inside a tanh. */
    public boolean isAdditive() {
        return this == BAHDANAU || this == LUONG_CONCAT;
    }
}
