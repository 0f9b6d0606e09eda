package org.seq4j.models.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Native memory for oneDNN: a buffer that grows, aligned to cache lines; and pointers at ND4J's own memory. */
final class NativeFloats {
    private static final int ALIGNMENT = 64;

    private @Nullable FloatPointer memory;
    private long capacity;

    /** At least {@code count} floats; undefined content. The buffer must outlive every use of the pointer. */
    FloatPointer atLeast(long count) {
        if (memory == null || capacity < count) {
            if (memory != null) {
                memory.deallocate();
            }
            capacity = Math.max(count, 16);
            memory = new FloatPointer(capacity + ALIGNMENT / Float.BYTES);
        }
        long start = (memory.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return new At(start);
    }

    /** {@code count} zeros. */
    FloatPointer zeros(long count) {
        FloatPointer p = atLeast(count);
        Pointer.memset(p, 0, count * Float.BYTES);
        return p;
    }

    /** The first element of an array, which the caller must keep reachable while the pointer is in use. */
    static FloatPointer of(INDArray array) {
        return new At(array.data().addressPointer().address()); // unlike address(), past the offset of a view
    }

    /** Element {@code index} of {@code pointer}. */
    static FloatPointer at(FloatPointer pointer, long index) {
        return new At(pointer.address() + index * Float.BYTES);
    }

    /** {@code to[0..count-1] = from[0..count-1]}. */
    static void copy(FloatPointer from, FloatPointer to, long count) {
        Pointer.memcpy(to, from, count * Float.BYTES);
    }

    /** {@code p[0..count-1] = 0}. */
    static void clear(FloatPointer p, long count) {
        Pointer.memset(p, 0, count * Float.BYTES);
    }

    /** {@code to[0..count-1] += from[0..count-1]}. */
    static void add(FloatPointer from, FloatPointer to, int count) {
        float[] a = new float[count];
        float[] b = new float[count];
        from.get(a);
        to.get(b);
        for (int i = 0; i < count; i++) {
            b[i] += a[i];
        }
        to.put(b);
    }

    /** A bare address; owns nothing. */
    private static final class At extends FloatPointer {
        At(long address) {
            super((Pointer) null);
            this.address = address;
        }
    }
}
