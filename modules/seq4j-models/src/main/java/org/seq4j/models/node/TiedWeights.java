package org.seq4j.models.node;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix {@code [V, E]} that an embedding owns and that an output layer or another embedding uses too (Press and Wolf 2017). In a backward pass the output
 * layer, where it is a user, comes first and overwrites the gradient; the embeddings add to it in any order.
 */
public final class TiedWeights {
    private final INDArray values;
    private final Supplier<INDArray> gradient;
    private boolean written;

    public TiedWeights(INDArray values, Supplier<INDArray> gradient) {
        this.values = values;
        this.gradient = gradient;
    }

    /** The matrix {@code [V, E]}, 'c' order. */
    public INDArray values() {
        return values;
    }

    /** Its gradient {@code [V, E]}, to be overwritten by the output layer. */
    public INDArray gradientToWrite() {
        written = true;
        return gradient.get();
    }

    /** Its gradient {@code [V, E]}, to be added to: what this backward pass has gathered so far, or zeros. */
    public INDArray gradientToAdd() {
        INDArray result = gradient.get();
        if (!written) {
            result.assign(0);
            written = true;
        }
        return result;
    }

    /** Begins a forward pass: the gradient of the pass before counts no longer. */
    public void startPass() {
        written = false;
    }

    /** A layer that uses the matrix of another. */
    public interface User {
        /** Hands the matrix over, before each forward pass. */
        void tie(TiedWeights weights);
    }
}
