package org.seq4j.experiments.training.optimizer;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A float vector in the memory of the machine, read and written in stretches that fit the cache. A plain Java loop over
 * such a stretch is vectorised and passes once over memory, where a row
 * of ND4J operations passes once for each of them.
 */
final class HostFloats {
    /** Values of a stretch. */
    static final int STRETCH = 4096;

    private final INDArray vector; // kept reachable while the pointer is in use
    private final FloatPointer pointer;

    /** A pointer past the offset of a view. */
    private static final class At extends FloatPointer {
        At(long start) {
            address = start;
        }
    }

    HostFloats(INDArray vector) {
        this.vector = vector;
        this.pointer = new At(vector.data().addressPointer().address());
    }

    /** Whether these vectors can be read this way: contiguous, float, and on the machine rather than on a device. */
    static boolean canRead(INDArray... vectors) {
        for (INDArray vector : vectors) {
            if (vector.dataType() != DataType.FLOAT
                    || vector.rank() != 1
                    || vector.length() > 1 && vector.stride(0) != 1) {
                return false;
            }
        }
        return Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
    }

    /** Stretches of a vector of this length. */
    static int stretches(long length) {
        return Math.toIntExact((length + STRETCH - 1) / STRETCH);
    }

    /** Values left from {@code start} on, a stretch at most. */
    int count(long start) {
        return (int) Math.min(STRETCH, vector.length() - start);
    }

    void read(long start, float[] to) {
        pointer.position(start).get(to, 0, count(start));
    }

    void write(long start, float[] from) {
        pointer.position(start).put(from, 0, count(start));
    }
}
