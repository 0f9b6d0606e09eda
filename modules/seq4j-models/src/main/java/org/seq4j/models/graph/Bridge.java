package org.seq4j.models.graph;

/**
 * How a decoder's initial states come from an encoder's final ones. A decoder layer takes those of the encoder layer of the same number where there are as many
 * layers, else those of the encoder's last layer. The final states of two directions are joined, forward first.
 */
public enum Bridge {
    /** They do not: the decoder starts from zeros. */
    ZERO,
    /** They are the same (Sutskever, Vinyals, Le 2014); a cell state that the encoder's cell does not have is 0. */
    COPY,
    /**
     * {@code h0 = tanh(W h + b)} (Bahdanau, Cho, Bengio 2015, A.2.2) and {@code c0 = W c + b}, with weights for each layer; from h where the encoder's cell has
     * no c.
     */
    DENSE
}
