package org.seq4j.models.node;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix {@code [V, E]} that an embedding owns and an output layer uses too (Press and Wolf 2017). The output layer comes first in a backward pass and
 * overwrites the gradient; the embedding then adds to it.
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

    /** Whether the output layer has written the gradient since the last call. */
    public boolean takeWritten() {
        boolean result = written;
        written = false;
        return result;
    }

    /** A layer that uses the matrix of another. */
    public interface User {
        /** Hands the matrix over, before each forward pass. */
        void tie(TiedWeights weights);
    }
}
