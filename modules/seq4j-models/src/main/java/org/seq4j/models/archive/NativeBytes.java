package org.seq4j.models.archive;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Views of the host memory of a contiguous array as bytes, a piece at a time and without copying. */
final class NativeBytes {
    static final int CHUNK = 1 << 20;

    private NativeBytes() {}

    /** Does something with a piece of memory; the buffer is valid only during the call. */
    interface Visitor {
        void visit(ByteBuffer piece) throws IOException;
    }

    /** Calls the visitor with the bytes of the array, in order, at most {@link #CHUNK} at a time. */
    static void read(INDArray array, long bytes, Visitor visitor) throws IOException {
        Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
        visit(array, bytes, visitor);
    }

    /** As {@link #read}, for a visitor that overwrites every byte. */
    static void write(INDArray array, long bytes, Visitor visitor) throws IOException {
        visit(array, bytes, visitor);
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
    }

    private static void visit(INDArray array, long bytes, Visitor visitor) throws IOException {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new ArchiveException(
                    "model files are little-endian, and this platform is not: use a little-endian machine");
        }
        if (bytes == 0) {
            return;
        }
        BytePointer memory =
                new BytePointer(array.data().addressPointer()).position(0).capacity(bytes);
        for (long start = 0; start < bytes; start += CHUNK) {
            visitor.visit(
                    memory.position(start).limit(Math.min(bytes, start + CHUNK)).asByteBuffer());
        }
        Reference.reachabilityFence(array);
    }
}
