package org.seq4j.models.kernel;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Another number of threads for the calling thread's operations, until closed: the tests run with one. */
public final class OperationThreads implements AutoCloseable {
    private final NativeOps operations;
    private final int before;

    public OperationThreads(int count) {
        Nd4j.getExecutioner(); // starts ND4J
        operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
        before = operations.ompGetMaxThreads();
        operations.setOmpNumThreads(count);
    }

    @Override
    public void close() {
        operations.setOmpNumThreads(before);
    }
}
