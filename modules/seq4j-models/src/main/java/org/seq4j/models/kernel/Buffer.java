package org.seq4j.models.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Memory outside of workspaces that is kept from batch to batch and grows where a batch needs more. */
public final class Buffer {
    private final DataType type;
    private @Nullable INDArray memory;

    public Buffer(DataType type) {
        this.type = type;
    }

    /** An array of that shape, 'c' order, of undefined content. It shares its memory with the one before. */
    public INDArray of(long... shape) {
        long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        INDArray held = memory;
        try (var outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            if (held == null || held.length() < length) {
                held = Nd4j.createUninitialized(type, new long[] {length}, 'c');
                memory = held;
            }
            return held.get(NDArrayIndex.interval(0, length)).reshape('c', shape);
        }
    }
}
